'use client';
import { useTranslations } from 'use-intl';
import type { ChooseRun } from './use-selection.ts';

interface HeadingChoiceProps {
  /** The positions under the heading. */
  readonly run: { readonly start: number; readonly count: number };
  /** How many of them have a stale Pod. */
  readonly stale: number;
  readonly onChoose: ChooseRun;
}

/** Chooses the Nodes under a heading by pointer; the menu below the grid does the same for keys, so that the grid stays one tab stop. */
export function HeadingChoice({ run, stale, onChoose }: HeadingChoiceProps) {
  const t = useTranslations();
  const some = stale > 0 && stale < run.count;
  const choices = some ? (['all', 'stale'] as const) : (['all'] as const);
  return (
    <span
      className="flex gap-1 opacity-0 group-hover/heading:opacity-100 max-sm:hidden pointer-coarse:opacity-100"
      data-print="hide"
    >
      {choices.map((which) => (
        <button
          key={which}
          type="button"
          tabIndex={-1}
          className="rounded px-1.5 text-accent hover:bg-hover"
          onClick={({ ctrlKey, metaKey, shiftKey }) => onChoose(run, which, { add: ctrlKey || metaKey || shiftKey })}
        >
          {which === 'all' ? t('choice.group') : t('choice.groupStale', { count: stale })}
        </button>
      ))}
    </span>
  );
}
