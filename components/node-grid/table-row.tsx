'use client';
import type { MouseEvent } from 'react';
import { CheckMark } from '#components/ui/check-mark.tsx';
import { classNames } from '#components/ui/class-names.ts';
import type { TableColumn } from './table-columns.tsx';

export const ROW_HEIGHT = 30;

interface TableRowProps {
  readonly slot: number;
  /** Among the shown Nodes, from 0. */
  readonly index: number;
  readonly top: number;
  readonly columns: readonly TableColumn[];
  readonly template: string;
  readonly chosen: boolean;
  readonly active: boolean;
  /** Told whether the box was hit. */
  readonly onPress: (event: MouseEvent, slot: number, onBox: boolean) => void;
}

/** One Node in one line. */
export function TableRow({ slot, index, top, columns, template, chosen, active, onPress }: TableRowProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: rows are virtualised
    // biome-ignore lint/a11y/useFocusableInteractive: the grid is the one tab stop and handles the keys
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid is the one tab stop and handles the keys
    <div
      role="row"
      id={`row-${slot}`}
      aria-rowindex={index + 2}
      aria-selected={chosen}
      // A range is no text: the browser would mark everything between.
      onMouseDown={(event) => event.shiftKey && event.preventDefault()}
      onClick={(event) => onPress(event, slot, event.target instanceof Element && event.target.closest('[data-box]') !== null)}
      className={classNames(
        'absolute inset-x-0 grid cursor-pointer items-center gap-3 border-b border-line px-3 hover:bg-hover',
        chosen && 'bg-accent/10 hover:bg-accent/12',
        active &&
          'group-focus-visible/table:outline-2 group-focus-visible/table:-outline-offset-2 group-focus-visible/table:outline-accent',
      )}
      style={{ top, height: ROW_HEIGHT, gridTemplateColumns: template }}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: rows are virtualised */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: the grid is the one tab stop */}
      <div role="gridcell" data-box="" className="-mx-1.5 grid h-full place-items-center">
        <CheckMark checked={chosen} />
      </div>
      {columns.map((column) => (
        // biome-ignore lint/a11y/useSemanticElements: rows are virtualised
        // biome-ignore lint/a11y/useFocusableInteractive: the grid is the one tab stop
        <div
          role="gridcell"
          key={column.sort}
          className={classNames('flex min-w-0', column.numeric && 'justify-end tabular-nums')}
        >
          {column.cell(slot)}
        </div>
      ))}
    </div>
  );
}
