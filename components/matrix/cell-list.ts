import type { LiveMatrix } from '#lib/client/live-matrix.ts';
import { cellState, type MatrixRow } from '#lib/feed/matrix.ts';
import { ATTENTION_ORDER, NODE_ROLLOUT_STATES } from '#lib/rollout/node-rollout-state.ts';
import type { MatrixOrder } from './matrix-order.ts';

export interface ListedCell {
  readonly row: MatrixRow;
  readonly slot: number;
  /** The byte of `matrixCell`. */
  readonly cell: number;
}

/** More than a person reads; the count says how many there are. */
const MOST_LISTED = 5_000;
const QUIET: ReadonlySet<number> = new Set([NODE_ROLLOUT_STATES.indexOf('available'), NODE_ROLLOUT_STATES.indexOf('ineligible')]);

/** Every shown cell that is neither available nor out of question, attention first, in the order of the matrix. */
export function listCells(
  live: LiveMatrix,
  order: MatrixOrder,
): { readonly cells: readonly ListedCell[]; readonly count: number } {
  const byState = new Map<number, ListedCell[]>();
  let count = 0;
  for (const row of order.rows) {
    for (const slot of order.slots) {
      const cell = live.cell(row.row, slot);
      if (QUIET.has(cell & 0x0f)) continue;
      count += 1;
      const state = byState.get(cell & 0x0f) ?? [];
      if (state.length < MOST_LISTED) state.push({ row, slot, cell });
      byState.set(cell & 0x0f, state);
    }
  }
  const states = [...byState].sort(([a], [b]) => ATTENTION_ORDER.indexOf(cellState(a)) - ATTENTION_ORDER.indexOf(cellState(b)));
  return { cells: states.flatMap(([, cells]) => cells).slice(0, MOST_LISTED), count };
}
