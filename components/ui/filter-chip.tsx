import type { FocusEvent, ReactNode } from 'react';
import { classNames } from './class-names.ts';

interface FilterChipProps {
  readonly pressed: boolean;
  readonly onToggle: () => void;
  readonly icon?: ReactNode;
  readonly label: string;
  readonly count: string;
  readonly title?: string;
  readonly onFocus?: () => void;
  readonly onBlur?: (event: FocusEvent) => void;
}

/** A count that is a filter. */
export function FilterChip({ pressed, onToggle, icon, label, count, title, onFocus, onBlur }: FilterChipProps) {
  return (
    <button
      type="button"
      aria-pressed={pressed}
      title={title}
      onClick={onToggle}
      onFocus={onFocus}
      onBlur={onBlur}
      className={classNames(
        'inline-flex h-6 items-center gap-1.5 rounded-md border px-2 text-xs whitespace-nowrap',
        pressed ? 'border-accent bg-accent/10' : 'border-line hover:bg-hover',
      )}
    >
      {icon}
      <span>{label}</span>
      <b className="tabular-nums">{count}</b>
    </button>
  );
}
