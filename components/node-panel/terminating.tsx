'use client';
import { useTranslations } from 'use-intl';
import { kubectlAge } from '#components/ui/age.ts';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { useNow } from '#components/ui/use-now.ts';
import { visibleText } from '#components/ui/visible-text.ts';
import { useWording } from '#components/wording/use-wording.ts';
import type { PodTermination } from '#lib/feed/node-detail.ts';

interface TerminatingProps {
  /** When the grace period ends (RFC 3339). */
  readonly until: string;
  readonly finalizers: readonly string[] | undefined;
  readonly termination: PodTermination | undefined;
}

/** The end of a Pod: its grace period counting down, its finalizers, and once that is over what holds it and what to do. */
export function Terminating({ until, finalizers = [], termination }: TerminatingProps) {
  const t = useTranslations();
  const wording = useWording();
  const now = useNow();
  const left = Math.ceil((Date.parse(until) - now) / 1000);
  const { silentSince = null, command = null } = termination ?? {};
  return (
    <div className="mt-1 flex flex-col gap-1 text-xs" data-testid="termination">
      <p className="text-missing-text">
        {left > 0 ? t('pods.terminating', { left: kubectlAge(left) }) : t('pods.overdue', { late: kubectlAge(-left) })}
      </p>
      {finalizers.length > 0 && (
        <p className="break-all text-mute">{t('pods.finalizers', { finalizers: visibleText(finalizers.join(', ')) })}</p>
      )}
      {silentSince !== null && (
        <p className="text-mute">
          {t('pods.silentSince', { age: kubectlAge(Math.max(0, now - Date.parse(silentSince)) / 1000) })}
        </p>
      )}
      {left <= 0 && termination && (
        <>
          <p className="font-semibold">{wording.message(termination.cause)}</p>
          <p>{wording.message(termination.step)}</p>
        </>
      )}
      {left <= 0 && command !== null && (
        <p className="flex items-start gap-1 rounded-md bg-hover px-2 py-1 font-mono">
          <code className="min-w-0 grow break-all">{visibleText(command)}</code>
          <CopyButton text={command} />
        </p>
      )}
    </div>
  );
}
