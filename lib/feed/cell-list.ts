import type { MatrixCells, MatrixRow } from './matrix.ts';
import type { MatrixLine } from './matrix-line.ts';

/** MatrixCells that grow. */
export type CellList = { readonly [Column in keyof MatrixCells]: number[] };

/** An empty list. */
export function newCellList(): CellList {
  return { row: [], slot: [], cell: [], reason: [] };
}

/** Appends one cell as it is now. */
export function pushCell(list: CellList, row: number, slot: number, line: MatrixLine): void {
  list.row.push(row);
  list.slot.push(slot);
  list.cell.push(line.cell(slot));
  list.reason.push(line.reason(slot));
}

/** The cells that have a word. */
export function wordedCells(lines: readonly { readonly head: MatrixRow; readonly cells: MatrixLine }[]): MatrixCells {
  const worded = newCellList();
  for (const { head, cells } of lines) for (const slot of cells.reasons().keys()) pushCell(worded, head.row, slot, cells);
  return worded;
}
