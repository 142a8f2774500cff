import { type Box, cellBox, type GridLayout, positionsWithin, sectionAt } from './layout.ts';

/** The positions whose cells a rectangle touches, in order. Costs the rows that it covers, not the grid. */
export function cellsIn(layout: GridLayout, area: Box): readonly number[] {
  const positions: number[] = [];
  for (const { from, to } of positionsWithin(layout, area.y, area.y + area.height + 1)) {
    const section = sectionAt(layout, from);
    const box = cellBox(layout, from);
    if (!section || !box) continue;
    const pitch = layout.cellWidth + layout.gap;
    const left = box.x - ((from - section.start) % layout.columns) * pitch;
    const first = Math.max(0, Math.ceil((area.x - left - layout.cellWidth) / pitch));
    const last = Math.min(layout.columns - 1, Math.floor((area.x + area.width - left) / pitch));
    for (let row = from; row < to; row += layout.columns) {
      for (let column = first; column <= last; column++) {
        const position = row + column;
        const cell = position < to ? cellBox(layout, position) : undefined;
        if (cell && cell.y <= area.y + area.height && cell.y + cell.height >= area.y) positions.push(position);
      }
    }
  }
  return positions;
}

/** The rectangle between two corners. */
export function areaBetween(a: { readonly x: number; readonly y: number }, b: { readonly x: number; readonly y: number }): Box {
  return { x: Math.min(a.x, b.x), y: Math.min(a.y, b.y), width: Math.abs(a.x - b.x), height: Math.abs(a.y - b.y) };
}
