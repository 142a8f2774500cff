'use client';
import { useId } from 'react';
import { useTranslations } from 'use-intl';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { visibleText } from '#components/ui/visible-text.ts';

interface ConfirmNameProps {
  readonly name: string;
  readonly typed: string;
  readonly onType: (text: string) => void;
  readonly disabled: boolean;
}

/** Asks for the object's name, compared character by character: what only looks alike does not confirm. */
export function ConfirmName({ name, typed, onType, disabled }: ConfirmNameProps) {
  const t = useTranslations();
  const id = useId();
  const wrong = typed !== '' && typed !== name && !name.startsWith(typed);
  return (
    <section className="flex flex-col gap-1.5">
      <label htmlFor={id}>{t('acts.confirm.label')}</label>
      <span className="flex min-w-0 items-center gap-1">
        <code className="min-w-0 rounded bg-hover px-1.5 py-0.5 wrap-anywhere" id={`${id}-name`}>
          {visibleText(name)}
        </code>
        <CopyButton text={name} />
      </span>
      <input
        id={id}
        value={typed}
        disabled={disabled}
        spellCheck={false}
        autoComplete="off"
        autoCapitalize="off"
        autoCorrect="off"
        aria-invalid={wrong || undefined}
        aria-describedby={`${id}-name ${id}-wrong`}
        className="h-8 w-full rounded-md border border-line-strong bg-panel px-2.5 font-mono text-xs outline-none focus:border-accent aria-invalid:border-failing-text"
        onChange={(event) => onType(event.target.value)}
      />
      <p id={`${id}-wrong`} className="text-xs text-failing-text empty:hidden">
        {wrong && t('acts.confirm.wrong', { typed: visibleText(typed) })}
      </p>
    </section>
  );
}
