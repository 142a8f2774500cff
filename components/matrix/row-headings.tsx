'use client';
import Link from 'next/link';
import { PHASE_APPEARANCE } from '#components/node-cell/phase-appearance.ts';
import { visibleText } from '#components/ui/visible-text.ts';
import { daemonSetPath } from '#components/wording/page-paths.ts';
import type { LiveMatrix } from '#lib/client/live-matrix.ts';
import { ActiveCell } from './active-cell.tsx';
import type { MatrixLayout } from './matrix-layout.ts';
import { rowsWithin } from './matrix-layout.ts';
import type { MatrixOrder } from './matrix-order.ts';
import type { MatrixPlace } from './move.ts';
import type { Pane } from './painter.ts';
import { headClass, placeId, rowId } from './place-id.ts';
import type { MatrixWords } from './use-matrix-words.ts';

interface RowHeadingsProps {
  readonly cluster: string;
  readonly live: LiveMatrix;
  /** Words change with the live data. */
  readonly version: number;
  readonly order: MatrixOrder;
  readonly layout: MatrixLayout;
  readonly pane: Pane;
  readonly words: MatrixWords;
  readonly active: MatrixPlace;
  /** Position of the row under the pointer, -1 for none. */
  readonly hovered: number;
  /** Width of the headings, beside which the cells begin. */
  readonly width: number;
}

/** The rows that are drawn, over the canvas: each with its DaemonSet, which stays in sight, and the cell where the keyboard is. */
export function RowHeadings({ cluster, live, version, order, layout, pane, words, active, hovered, width }: RowHeadingsProps) {
  const activeSlot = order.slots[active.column];
  const { from, to } = rowsWithin(layout, pane.top, pane.top + pane.height);
  const positions = Array.from({ length: to - from }, (_, index) => from + index);
  if (active.row >= 0 && (active.row < from || active.row >= to)) positions.push(active.row);
  return positions.map((position) => {
    const row = order.rows[position];
    if (row === undefined) return null;
    const isActive = position === active.row;
    const count = live.troubledInRow(row.row);
    const { glyph, text } = PHASE_APPEARANCE[row.phase];
    return (
      // biome-ignore lint/a11y/useSemanticElements: cells are drawn, not laid out by a table
      // biome-ignore lint/a11y/useFocusableInteractive: the grid is the one tab stop
      <div
        role="row"
        key={row.uid}
        aria-rowindex={position + 2}
        className="absolute inset-x-0"
        style={{ top: position * layout.rowPitch, height: layout.cellHeight }}
      >
        {/* biome-ignore lint/a11y/useSemanticElements: cells are drawn, not laid out by a table */}
        {/* biome-ignore lint/a11y/useFocusableInteractive: the grid is the one tab stop */}
        <div
          role="rowheader"
          id={rowId(row)}
          aria-colindex={1}
          aria-label={words.row(row)}
          className={`pointer-events-auto sticky left-0 z-1 ${position === hovered ? '' : 'bg-panel'} ${headClass({ active: isActive && active.column < 0, hovered: position === hovered })}`}
          style={{ width }}
        >
          <Link
            href={daemonSetPath(cluster, row)}
            prefetch={false}
            tabIndex={-1}
            title={words.row(row)}
            className="flex h-full w-full min-w-0 items-center gap-1.5 pr-2 pl-3 text-xs leading-none hover:underline"
          >
            <span aria-hidden="true" className={`w-3 shrink-0 text-center ${text}`}>
              {glyph}
            </span>
            <span className="min-w-0 truncate leading-normal font-medium">{visibleText(row.name)}</span>
            <span className="min-w-0 shrink-[9] truncate leading-normal text-faint max-sm:hidden">
              {visibleText(row.namespace)}
            </span>
            <span className="grow" />
            {count > 0 && <b className="shrink-0 text-failing-text">{count}</b>}
          </Link>
        </div>
        {isActive && activeSlot !== undefined && (
          <ActiveCell
            id={placeId(order, active)}
            layout={layout}
            inset={width}
            place={active}
            row={row}
            slot={activeSlot}
            words={words}
            version={version}
          />
        )}
      </div>
    );
  });
}
