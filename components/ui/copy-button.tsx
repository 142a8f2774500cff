'use client';
import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { classNames } from './class-names.ts';
import { visibleText } from './visible-text.ts';

interface CopyButtonProps {
  /** A function where making the text has its price. */
  readonly text: string | (() => string);
  /** What is copied, where the text itself is too long to be named. */
  readonly what?: string | undefined;
  readonly className?: string;
}

/** Copies the raw text; says so for two seconds. */
export function CopyButton({ text, what = typeof text === 'string' ? text : '', className }: CopyButtonProps) {
  const t = useTranslations();
  const [copied, setCopied] = useState(false);
  const label = copied ? t('ui.copied') : t('ui.copy', { text: visibleText(what) });
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
        await navigator.clipboard.writeText(typeof text === 'string' ? text : text());
        setCopied(true);
        setTimeout(() => setCopied(false), 2000);
      }}
    >
      {copied ? <Check size={12} aria-hidden="true" /> : <Copy size={12} aria-hidden="true" />}
    </button>
  );
}
