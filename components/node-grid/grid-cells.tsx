'use client';
import { type Box, cellBox, type GridLayout, sectionAt } from './layout.ts';
import type { NodeOrder } from './node-order.ts';
import type { NodeWords } from './node-words.ts';
import type { SelectionStore } from './selection-store.ts';
import { useSelectionVersion } from './use-selection.ts';

interface GridCellsProps {
  readonly layout: GridLayout;
  readonly order: NodeOrder;
  /** Words change with the live data. */
  readonly version: number;
  readonly words: NodeWords;
  readonly active: number;
  /** Position of the Node that is open, -1 when none is. */
  readonly opened: number;
  readonly store: SelectionStore;
}

/** Up to this many cells stand in the document for screen readers; beyond, the active one and the table twin do. */
const MOST_CELLS = 120;

/** The cells as assistive technology sees them, over the canvas; the active one and the one that is open carry a ring. */
export function GridCells({ layout, order, words, active, opened, store }: GridCellsProps) {
  useSelectionVersion(store);
  const total = order.slots.length;
  if (total === 0) return null;
  const positions =
    total <= MOST_CELLS
      ? Array.from({ length: total }, (_, index) => index)
      : [...new Set([active, opened])].filter((p) => p >= 0);
  const rows = Map.groupBy(positions, (position) => rowOf(layout, position));
  return (
    <>
      {[...rows].map(([row, members]) => (
        // biome-ignore lint/a11y/useSemanticElements: cells are drawn, not laid out by a table
        // biome-ignore lint/a11y/useFocusableInteractive: the grid is the one tab stop
        <div role="row" aria-rowindex={row + 1} key={row}>
          {members.map((position) => {
            const box = cellBox(layout, position);
            const slot = order.slots[position] ?? 0;
            return (
              // biome-ignore lint/a11y/useSemanticElements: cells are drawn, not laid out by a table
              // biome-ignore lint/a11y/useFocusableInteractive: the grid is the one tab stop
              <div
                role="gridcell"
                key={slot}
                id={`cell-${slot}`}
                aria-label={words.cell(slot)}
                aria-selected={store.size > 0 ? store.has(slot) : position === opened}
                aria-colindex={columnOf(layout, position) + 1}
                className={ringClass(position === active, position === opened)}
                style={box && ringBox(box)}
              />
            );
          })}
        </div>
      ))}
    </>
  );
}

function ringClass(active: boolean, opened: boolean): string {
  const ring = opened
    ? 'z-1 outline-2 outline-accent'
    : active
      ? 'z-1 outline-accent group-focus-visible/grid:outline-2 group-focus-visible/grid:outline-dashed'
      : '';
  return `pointer-events-none absolute rounded-[5px] ${ring}`;
}

function ringBox(box: Box) {
  return { left: box.x - 1, top: box.y - 1, width: box.width + 2, height: box.height + 2, outlineOffset: 0 };
}

function rowOf(layout: GridLayout, position: number): number {
  const section = sectionAt(layout, position);
  return section ? section.rowStart + Math.floor((position - section.start) / layout.columns) : 0;
}

function columnOf(layout: GridLayout, position: number): number {
  const section = sectionAt(layout, position);
  return section ? (position - section.start) % layout.columns : 0;
}
