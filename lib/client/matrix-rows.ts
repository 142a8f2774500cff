import { cellState } from '#lib/feed/matrix.ts';
import type { NodeRolloutState } from '#lib/rollout/node-rollout-state.ts';

/** States that need a person: a rollout on its way is none of them. */
export const TROUBLED_STATES: ReadonlySet<NodeRolloutState> = new Set(['failing', 'missing', 'misscheduled']);

/** True when the DaemonSet should be on the Node or is. */
export function isEligible(cell: number): boolean {
  return (cell & 0x0f) !== 0;
}

/** True when the cell needs a person. */
export function isTroubled(cell: number): boolean {
  return TROUBLED_STATES.has(cellState(cell));
}

/** The cells of one DaemonSet with its counts, and the words of the few cells that have one. */
export class MatrixCellRow {
  readonly words = new Map<number, number>();
  cells: Uint8Array;
  eligible = 0;
  troubled = 0;

  constructor(capacity: number) {
    this.cells = new Uint8Array(capacity);
  }

  /** Makes room for at least so many slots. */
  reach(capacity: number): void {
    if (capacity <= this.cells.length) return;
    const cells = new Uint8Array(capacity);
    cells.set(this.cells);
    this.cells = cells;
  }
}
