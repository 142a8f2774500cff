'use client';
import { useTranslations } from 'use-intl';
import { Button } from '#components/ui/button.tsx';
import { visibleText } from '#components/ui/visible-text.ts';
import type { SubmitAct } from './use-submit-act.ts';

/** Why nothing was done: something has changed since the plan was made, or the server refused. */
export function SubmitProblem({ submit, onLookAgain }: { readonly submit: SubmitAct; readonly onLookAgain: () => void }) {
  const t = useTranslations();
  if (submit.error === null) return null;
  return (
    <div role="alert" className="flex flex-col items-start gap-2 rounded-md border border-failing bg-failing/10 px-3 py-2">
      <p className="wrap-anywhere">
        <b className="text-failing-text">{t(`acts.problem.${submit.stage === 'changed' ? 'changed' : 'failed'}`)}</b>{' '}
        {visibleText(submit.error.message)}
      </p>
      <Button onClick={onLookAgain}>{t('acts.lookAgain')}</Button>
    </div>
  );
}
