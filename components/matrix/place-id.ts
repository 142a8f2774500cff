import type { MatrixRow } from '#lib/feed/matrix.ts';
import type { MatrixOrder } from './matrix-order.ts';
import type { MatrixPlace } from './move.ts';

/** The element of a row's heading. */
export function rowId({ row }: MatrixRow): string {
  return `matrix-row-${row}`;
}

/** The element of a column's heading. */
export function columnId(slot: number): string {
  return `matrix-column-${slot}`;
}

/** The element that stands for a place of the keyboard: a cell or a heading. */
export function placeId(order: MatrixOrder, { row, column }: MatrixPlace): string | undefined {
  const head = order.rows[row];
  const slot = order.slots[column];
  if (column < 0) return head && rowId(head);
  if (slot === undefined) return undefined;
  if (row < 0) return columnId(slot);
  return head && `matrix-cell-${head.row}-${slot}`;
}

/** A heading with the ring of the keyboard, or marked as that of the cell under the pointer. */
export function headClass({ active, hovered }: { readonly active: boolean; readonly hovered: boolean }): string {
  const ring = active
    ? 'outline-accent -outline-offset-1 group-focus-visible/matrix:outline-2 group-focus-visible/matrix:outline-dashed'
    : '';
  return `h-full rounded ${hovered ? 'bg-hover' : ''} ${ring}`;
}
