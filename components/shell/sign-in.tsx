'use client';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '#components/ui/button.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { visibleText } from '#components/ui/visible-text.ts';
import { signIn, useSession } from '#lib/client/session-query.ts';
import { BarePage } from './bare-page.tsx';

const COMMANDS = { none: [], token: [], user: ['kubectl create token NAME --namespace NAMESPACE --duration 8h'] } as const;

/** Takes the token of the link that was opened, or asks for one, and then shows what was asked for. */
export function SignIn() {
  const t = useTranslations();
  const { data } = useSession();
  const { problem, busy, submit } = useSignIn();
  const mode = data?.mode ?? 'token';
  const label = mode === 'user' ? t('signIn.labelUser') : t('signIn.labelToken');
  return (
    <BarePage>
      <Notice level={1} title={t('signIn.title')} commands={COMMANDS[mode]}>
        <p>{mode === 'user' ? t('signIn.whyUser') : t('signIn.whyToken')}</p>
        {mode === 'token' && <p>{t('signIn.newLink')}</p>}
        <form className="mt-2 flex gap-2" onSubmit={submit}>
          <input
            name="token"
            type="password"
            required
            autoComplete="off"
            spellCheck={false}
            aria-label={label}
            placeholder={label}
            aria-invalid={problem !== null}
            aria-describedby="sign-in-problem"
            className="h-7 min-w-0 grow rounded-md border border-line bg-panel px-2.5 font-mono text-ink"
          />
          <Button type="submit" look="primary" disabled={busy}>
            {t('signIn.submit')}
          </Button>
        </form>
        <p id="sign-in-problem" role="alert" className="min-h-5 text-failing-text">
          {problem === null ? '' : visibleText(problem)}
        </p>
      </Notice>
    </BarePage>
  );
}

function useSignIn() {
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const started = useRef(false);
  const take = async (token: string) => {
    setBusy(true);
    setProblem(null);
    try {
      await signIn(token);
      window.location.replace(window.location.pathname === '/sign-in' ? '/' : window.location.href);
    } catch (cause) {
      setProblem(cause instanceof Error ? cause.message : String(cause));
      setBusy(false);
    }
  };
  useEffect(() => {
    const token = /^#t=([\w-]+)$/.exec(window.location.hash)?.[1];
    if (started.current || token === undefined) return;
    started.current = true;
    // The token stays neither in the address nor in the history.
    window.history.replaceState(null, '', window.location.pathname + window.location.search);
    void take(token);
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const token = new FormData(event.currentTarget).get('token');
    if (typeof token === 'string') void take(token.trim());
  };
  return { problem, busy, submit };
}
