'use client';
import { X } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { PHASE_APPEARANCE } from '#components/node-cell/phase-appearance.ts';
import type { Phase } from '#lib/rollout/summary.ts';

export interface Toast {
  readonly key: string;
  readonly title: string;
  readonly body: string;
  readonly href: string;
  readonly phase: Phase;
}

interface NewsToastsProps {
  readonly toasts: readonly Toast[];
  readonly onDismiss: (key: string) => void;
}

/** What has been told, until it is read: one for each DaemonSet, in the corner that acts leave free. */
export function NewsToasts({ toasts, onDismiss }: NewsToastsProps) {
  const t = useTranslations();
  if (toasts.length === 0) return null;
  return (
    <section
      aria-label={t('notify.news')}
      data-print="hide"
      className="fixed bottom-4 left-4 z-20 flex max-w-[min(420px,calc(100vw-32px))] flex-col gap-2"
    >
      {toasts.map(({ key, title, body, href, phase }) => (
        <div
          key={key}
          data-news={phase}
          className="flex items-start gap-2 rounded-lg border border-line-strong bg-raised py-2 pr-2 pl-3.5 shadow-sm"
        >
          <Link href={href} prefetch={false} className="min-w-0 grow hover:underline">
            <b className={`wrap-anywhere ${PHASE_APPEARANCE[phase].text}`}>{title}</b>
            <span className="block wrap-anywhere text-mute">{body}</span>
          </Link>
          <button
            type="button"
            aria-label={t('notify.dismiss', { title })}
            className="grid size-7 shrink-0 place-items-center rounded-md text-mute hover:bg-hover"
            onClick={() => onDismiss(key)}
          >
            <X size={15} aria-hidden="true" />
          </button>
        </div>
      ))}
    </section>
  );
}
