'use client';
import { useTranslations } from 'use-intl';
import style from './dead-man.module.css';

/**
 * Falls by itself, drawn by the compositor, when the page has stopped thinking: each proof of life hangs up a new one, and
 * one that is not replaced becomes visible half a minute later, although no script runs any more.
 */
export function DeadMan({ proof }: { readonly proof: string }) {
  const t = useTranslations();
  return (
    <div
      key={proof}
      aria-hidden="true"
      className={`${style.curtain} pointer-events-none absolute inset-0 z-20 flex items-center justify-center bg-bg text-[calc(6*var(--u))] font-bold text-failing-text opacity-0`}
    >
      {t('wall.stopped')}
    </div>
  );
}
