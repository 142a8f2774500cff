'use client';
import { useTranslations } from 'use-intl';
import { Button } from '#components/ui/button.tsx';
import { visibleText } from '#components/ui/visible-text.ts';
import { outcomeCounts } from './result-list.tsx';
import type { SubmitAct } from './use-submit-act.ts';

interface ActToastProps {
  readonly title: string;
  readonly submit: SubmitAct;
  readonly onShow: () => void;
  readonly onEnd: () => void;
}

/** An act whose dialog was closed while it ran: still running, or what became of it. */
export function ActToast({ title, submit, onShow, onEnd }: ActToastProps) {
  const t = useTranslations();
  const words = submit.answer
    ? outcomeCounts(submit.answer.results)
        .map(({ outcome, count }) => t('acts.result.count', { count, outcome: t(`acts.outcome.${outcome}`) }))
        .join(' · ')
    : submit.error
      ? visibleText(submit.error.message)
      : t('acts.toast.running');
  return (
    <div
      role="status"
      className="flex items-center gap-3 rounded-lg border border-line-strong bg-raised py-2 pr-2 pl-3.5 shadow-sm"
    >
      <span className="min-w-0 grow">
        <b>{title}</b> <span className="wrap-anywhere text-mute">{words}</span>
      </span>
      <Button onClick={onShow}>{t('acts.toast.show')}</Button>
      {submit.stage !== 'sending' && (
        <Button look="quiet" onClick={onEnd}>
          {t('acts.toast.dismiss')}
        </Button>
      )}
    </div>
  );
}
