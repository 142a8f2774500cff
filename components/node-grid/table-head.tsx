'use client';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { type Checked, CheckMark } from '#components/ui/check-mark.tsx';
import { classNames } from '#components/ui/class-names.ts';
import type { NodeView, Sorting } from './node-view.ts';
import type { TableColumn } from './table-columns.tsx';

interface TableHeadProps {
  readonly columns: readonly TableColumn[];
  readonly template: string;
  readonly view: NodeView;
  /** How many of the rows are chosen. */
  readonly checked: Checked;
  readonly onCheck: () => void;
  readonly onSort: (sort: Sorting, reverse: boolean) => void;
}

/** The titles, each of which sorts, and a box that chooses all rows or none. */
export function TableHead({ columns, template, view, checked, onCheck, onSort }: TableHeadProps) {
  const t = useTranslations();
  return (
    // biome-ignore lint/a11y/useSemanticElements: rows are virtualised
    // biome-ignore lint/a11y/useFocusableInteractive: its buttons take the focus
    <div
      role="row"
      aria-rowindex={1}
      className="sticky top-0 z-1 grid h-8 items-center gap-3 border-b border-line bg-panel px-3 text-2xs tracking-wide text-mute"
      style={{ gridTemplateColumns: template }}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: rows are virtualised */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: its button takes the focus */}
      <div role="columnheader" className="-mx-1.5 flex">
        {/* biome-ignore lint/a11y/useSemanticElements: an input draws three states differently everywhere */}
        <button
          type="button"
          role="checkbox"
          aria-checked={checked}
          aria-label={t('choice.all')}
          className="grid size-7 place-items-center rounded"
          onClick={onCheck}
        >
          <CheckMark checked={checked} />
        </button>
      </div>
      {columns.map(({ sort, title, numeric }) => {
        const sorted = view.sort === sort;
        const Arrow = view.reverse ? ArrowUp : ArrowDown;
        return (
          // biome-ignore lint/a11y/useSemanticElements: rows are virtualised
          // biome-ignore lint/a11y/useFocusableInteractive: its button takes the focus
          <div
            role="columnheader"
            key={sort}
            aria-sort={sorted ? (view.reverse ? 'descending' : 'ascending') : 'none'}
            className={classNames('flex min-w-0', numeric && 'justify-end')}
          >
            <button
              type="button"
              className="flex min-h-6 items-center gap-1 uppercase hover:text-ink"
              onClick={() => onSort(sort, sorted && !view.reverse)}
            >
              <span className="truncate">{title}</span>
              {sorted && <Arrow size={11} aria-hidden="true" />}
            </button>
          </div>
        );
      })}
    </div>
  );
}
