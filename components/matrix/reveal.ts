import { columnLeft, type MatrixLayout } from './matrix-layout.ts';
import type { MatrixPlace } from './move.ts';

const MARGIN = 12;

/** Scrolls as little as brings the place out from under the headings and into the window. */
export function reveal(
  scroller: HTMLElement | null,
  layout: MatrixLayout,
  { row, column }: MatrixPlace,
  { headWidth, headHeight }: { readonly headWidth: number; readonly headHeight: number },
): void {
  if (scroller === null) return;
  if (column >= 0) {
    const left = columnLeft(layout, column);
    scroller.scrollLeft = within(scroller.scrollLeft, left, left + layout.cellWidth, scroller.clientWidth - headWidth);
  }
  if (row >= 0) {
    const top = row * layout.rowPitch;
    scroller.scrollTop = within(scroller.scrollTop, top, top + layout.cellHeight, scroller.clientHeight - headHeight);
  }
}

function within(scrolled: number, from: number, to: number, room: number): number {
  if (from - MARGIN < scrolled) return from - MARGIN;
  return to + MARGIN > scrolled + room ? to + MARGIN - room : scrolled;
}
