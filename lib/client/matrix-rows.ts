import { cellMarks, cellState } from '#lib/feed/matrix.ts';
import { MARK } from '#lib/feed/snapshot.ts';

const CELLS = Array.from({ length: 256 }, (_, cell) => cell);
const ELIGIBLE = Uint8Array.from(CELLS, (cell) => Number(cellState(cell) !== 'ineligible'));
const TROUBLED = Uint8Array.from(CELLS, (cell) => Number(needsPerson(cell)));

/** 1 when the DaemonSet should be on the Node or is, else 0. */
export function eligibleIn(cell: number): number {
  return ELIGIBLE[cell] ?? 0;
}

/** 1 when the cell needs a person, else 0. */
export function troubledIn(cell: number): number {
  return TROUBLED[cell] ?? 0;
}

/** A rollout on its way needs none, nor does a Pod that may stay where no new one would be put: a NoSchedule taint came after it. */
function needsPerson(cell: number): boolean {
  const state = cellState(cell);
  if (state === 'misscheduled') return (cellMarks(cell) & MARK.shouldContinueRunning) === 0;
  return state === 'failing' || state === 'missing';
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
