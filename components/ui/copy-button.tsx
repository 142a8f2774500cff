'use client';
import { Check, Copy, X } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { classNames } from './class-names.ts';
import { copyText } from './copy-text.ts';
import { visibleText } from './visible-text.ts';

interface CopyButtonProps {
  /** A function where making the text has its price. */
  readonly text: string | (() => string);
  /** What is copied, where the text itself is too long to be named. */
  readonly what?: string | undefined;
  readonly className?: string;
}

const LABELS = { copied: 'copied', failed: 'copyFailed' } as const;
const ICONS = { copied: Check, failed: X };

/** Copies the raw text; says so for two seconds, or that the browser does not let it. */
export function CopyButton({ text, what = typeof text === 'string' ? text : '', className }: CopyButtonProps) {
  const t = useTranslations();
  const [outcome, setOutcome] = useState<'copied' | 'failed' | null>(null);
  const label = outcome === null ? t('ui.copy', { text: visibleText(what) }) : t(`ui.${LABELS[outcome]}`);
  const Icon = outcome === null ? Copy : ICONS[outcome];
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      className={classNames(
        'inline-grid size-5 shrink-0 place-items-center rounded text-faint hover:bg-hover hover:text-ink',
        className,
      )}
      onClick={async (event) => {
        event.preventDefault();
        event.stopPropagation();
        const done = await copyText(typeof text === 'string' ? text : text());
        setOutcome(done ? 'copied' : 'failed');
        setTimeout(() => setOutcome(null), 2000);
      }}
    >
      <Icon size={12} aria-hidden="true" />
    </button>
  );
}
