import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wallCellAt, wallCells } from './wall-cells.ts';

const SCREENS = [
  { width: 1230, height: 330, unit: 12.8 },
  { width: 1845, height: 500, unit: 19.2 },
  { width: 3690, height: 1000, unit: 38.4 },
  { width: 345, height: 260, unit: 7 },
];

describe('wallCells', () => {
  it('[WALL-20] every cell of any number of Nodes stands inside the room, and no two share a place', () => {
    fc.assert(
      fc.property(fc.constantFrom(...SCREENS), fc.integer({ min: 1, max: 100_000 }), (screen, count) => {
        const cells = wallCells({ ...screen, count });
        expect(cells.columns * cells.rows).toBeGreaterThanOrEqual(count);
        const last = wallCellAt(cells, cells.columns * cells.rows - 1);
        expect(last.x + cells.width).toBeLessThanOrEqual(screen.width + 0.001);
        expect(last.y + cells.height).toBeLessThanOrEqual(screen.height + 0.001);
        expect(cells.width).toBeGreaterThan(0);
      }),
    );
  });

  it('[WALL-21] a small cluster has tiles with names, a large one squares of at least 4 px on a wide screen', () => {
    expect(wallCells({ ...SCREENS[1], count: 6 } as never).kind).toBe('tile');
    expect(wallCells({ ...SCREENS[1], count: 60 } as never).kind).toBe('tile');
    const many = wallCells({ ...SCREENS[1], count: 5_000 } as never);
    expect([many.kind, many.width >= 8]).toEqual(['cell', true]);
  });

  it('[WALL-22] more Nodes never have larger cells', () => {
    for (const screen of SCREENS) {
      let before = Number.POSITIVE_INFINITY;
      for (let count = 61; count < 60_000; count = Math.ceil(count * 1.3)) {
        const { width } = wallCells({ ...screen, count });
        expect(width).toBeLessThanOrEqual(before);
        before = width;
      }
    }
  });
});
