import fc from 'fast-check';
import { expect, it } from 'vitest';
import { cellBox, type GridRoom, layoutGrid, positionAt, positionsWithin, smallestCell, type Zoom } from './layout.ts';
import { moveInGrid } from './move.ts';

const MOVE_KEYS = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End', 'PageUp', 'PageDown'] as const;

const room: fc.Arbitrary<GridRoom> = fc.record({
  width: fc.integer({ min: 180, max: 2000 }),
  height: fc.integer({ min: 120, max: 1200 }),
  sections: fc
    .tuple(
      fc.record({ count: fc.integer({ min: 1, max: 400 }), headings: fc.nat({ max: 2 }) }),
      fc.array(fc.record({ count: fc.nat({ max: 400 }), headings: fc.nat({ max: 2 }) }), { maxLength: 8 }),
    )
    .map(([first, rest]) => [first, ...rest]),
  zoom: fc.constantFrom<Zoom>('fit', 'tile', 4, 8, 12, 19, 28, 38),
});
const total = (sections: GridRoom['sections']) => sections.reduce((sum, { count }) => sum + count, 0);
const sized = (counts: readonly number[], headings = 0) => counts.map((count) => ({ count, headings }));

it('[GRID-1] every position has a box inside the grid, and the middle of the box leads back to the position', () => {
  fc.assert(
    fc.property(room, fc.nat(), (given, pick) => {
      const layout = layoutGrid(given);
      const position = pick % total(given.sections);
      const box = cellBox(layout, position);
      expect(box).toBeDefined();
      if (!box) return;
      expect(box.x + box.width).toBeLessThanOrEqual(Math.max(given.width, box.width));
      expect(box.y + box.height).toBeLessThanOrEqual(layout.height);
      expect(positionAt(layout, box.x + box.width / 2, box.y + box.height / 2)).toBe(position);
    }),
  );
});

it('[GRID-2] no two cells overlap', () => {
  fc.assert(
    fc.property(room, fc.nat(), fc.nat(), (given, one, other) => {
      const layout = layoutGrid(given);
      const count = total(given.sections);
      const a = cellBox(layout, one % count);
      const b = cellBox(layout, other % count);
      if (!a || !b || one % count === other % count) return;
      expect(a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y).toBe(true);
    }),
  );
});

it('[GRID-3] what reaches into a window is exactly what is drawn for it', () => {
  fc.assert(
    fc.property(room, fc.nat({ max: 3000 }), fc.integer({ min: 1, max: 900 }), (given, top, height) => {
      const layout = layoutGrid(given);
      const drawn = new Set<number>();
      for (const { from, to } of positionsWithin(layout, top, top + height)) for (let p = from; p < to; p++) drawn.add(p);
      for (let position = 0; position < total(given.sections); position++) {
        const box = cellBox(layout, position);
        if (box && box.y < top + height && box.y + box.height > top) expect(drawn.has(position)).toBe(true);
      }
    }),
    { numRuns: 40 },
  );
});

it('[GRID-4] cells grow to fill the room they have, and never fall below the density of their number', () => {
  const roomy = layoutGrid({ width: 980, height: 600, sections: sized([100, 100, 100], 1), zoom: 'fit' });
  expect(roomy.cellWidth).toBeGreaterThan(30);
  expect(roomy.height).toBeLessThanOrEqual(600);
  const crowded = layoutGrid({ width: 980, height: 600, sections: sized([5000]), zoom: 'fit' });
  expect(crowded.cellWidth).toBe(8);
  const huge = layoutGrid({ width: 980, height: 600, sections: sized([100_000]), zoom: 'fit' });
  expect(huge.cellWidth).toBe(4);
});

it('[GRID-5] up to 60 Nodes are tiles with names, more of them where the room holds all', () => {
  const wide = { width: 2100, height: 1000, zoom: 'fit' as const };
  expect(layoutGrid({ ...wide, sections: sized([200]) })).toMatchObject({ kind: 'tile' });
  expect(layoutGrid({ ...wide, sections: sized([300]) })).toMatchObject({ kind: 'cell', cellWidth: 80 });
  expect(layoutGrid({ width: 980, height: 600, sections: sized([60]), zoom: 'fit' }).kind).toBe('tile');
  expect(layoutGrid({ width: 980, height: 600, sections: sized([61]), zoom: 'fit' }).kind).toBe('cell');
});

it('[GRID-6] the smallest cell follows the number of Nodes', () => {
  expect([600, 601, 2500, 2501, 10_000, 10_001].map(smallestCell)).toEqual([19, 12, 12, 8, 8, 4]);
});

it('[GRID-7] every key leads to a position of the grid', () => {
  fc.assert(
    fc.property(room, fc.nat(), fc.constantFrom(...MOVE_KEYS), fc.boolean(), (given, pick, key, far) => {
      const layout = layoutGrid(given);
      const count = total(given.sections);
      const next = moveInGrid(layout, pick % count, { key, far, pageRows: 5 });
      expect(next).toBeGreaterThanOrEqual(0);
      expect(next).toBeLessThan(count);
    }),
  );
});

it('[GRID-8] down then up returns to the same cell when the row below is full', () => {
  const layout = layoutGrid({ width: 300, height: 300, sections: sized([100, 100], 1), zoom: 19 });
  const down = moveInGrid(layout, 3, { key: 'ArrowDown', far: false, pageRows: 5 });
  expect(down).toBe(3 + layout.columns);
  expect(moveInGrid(layout, down, { key: 'ArrowUp', far: false, pageRows: 5 })).toBe(3);
});
