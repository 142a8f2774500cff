import { expect, it } from 'vitest';
import { areaBetween, cellsIn } from './cells-in.ts';
import { type Box, cellBox, layoutGrid, type Zoom } from './layout.ts';

it('[SELECT-15] a rectangle covers exactly the cells that it touches, at every size and under headings', () => {
  let state = 11;
  const random = (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const zooms: readonly Zoom[] = [4, 8, 19, 'tile'];
  for (let round = 0; round < 200; round++) {
    const sections = [1, 37, 0, 120].map((count, index) => ({ count, headings: index % 3 }));
    const layout = layoutGrid({ width: 300, height: 400, sections, zoom: zooms[round % 4] ?? 8 });
    const area = areaBetween({ x: random(340) - 20, y: random(900) - 20 }, { x: random(340) - 20, y: random(900) - 20 });
    const wanted = Array.from({ length: 158 }, (_, position) => position).filter((position) => {
      const box = cellBox(layout, position);
      return box !== undefined && touches(box, area);
    });
    expect(cellsIn(layout, area)).toEqual(wanted);
  }
});

function touches(cell: Box, area: Box): boolean {
  return (
    cell.x <= area.x + area.width &&
    cell.x + cell.width >= area.x &&
    cell.y <= area.y + area.height &&
    cell.y + cell.height >= area.y
  );
}
