'use client';
import type { MatrixRow } from '#lib/feed/matrix.ts';
import { columnLeft, type MatrixLayout } from './matrix-layout.ts';
import type { MatrixPlace } from './move.ts';
import type { MatrixWords } from './use-matrix-words.ts';

interface ActiveCellProps {
  readonly id: string | undefined;
  readonly layout: MatrixLayout;
  /** Where the first column begins. */
  readonly inset: number;
  readonly place: MatrixPlace;
  readonly row: MatrixRow;
  readonly slot: number;
  readonly words: MatrixWords;
  /** Words change with the live data. */
  readonly version: number;
}

/** The cell where the keyboard is, as assistive technology sees it, with a ring over the canvas. */
export function ActiveCell({ id, layout, inset, place, row, slot, words }: ActiveCellProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: cells are drawn, not laid out by a table
    // biome-ignore lint/a11y/useFocusableInteractive: the grid is the one tab stop
    <div
      role="gridcell"
      id={id}
      aria-label={words.cell(row, slot)}
      aria-colindex={place.column + 2}
      className="pointer-events-none absolute rounded outline-accent group-focus-visible/matrix:outline-2 group-focus-visible/matrix:outline-dashed"
      style={{
        left: inset + columnLeft(layout, place.column) - 1,
        top: -1,
        width: layout.cellWidth + 2,
        height: layout.cellHeight + 2,
      }}
    />
  );
}
