import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sampleLiveDaemonSet } from '#lib/testing/sample-live-daemon-set.ts';
import { foldOrder } from './fold-order.ts';
import { layoutGrid, ZOOM_STEPS } from './layout.ts';
import { frameOf, scrollOf } from './minimap-geometry.ts';
import { ranksOf } from './minimap-painter.ts';
import { orderNames } from './name-order.ts';
import { orderNodes } from './node-order.ts';
import { planGrid } from './use-grid-scene.ts';
import { zoomStep } from './zoom-step.ts';

const map = fc.record({ width: fc.constantFrom(40, 72), height: fc.integer({ min: 120, max: 1_200 }) });
const tall = fc.integer({ min: 121, max: 60_000 });

it('[MAP-1] the frame stays on the map, at its top with the grid at its top, at its end with the grid at its end', () => {
  fc.assert(
    fc.property(map, tall, fc.double({ min: 0, max: 1, noNaN: true }), (size, height, share) => {
      const view = { top: share * Math.max(0, height - size.height), height: size.height };
      const frame = frameOf(size, { height }, view);
      expect(frame.top).toBeGreaterThanOrEqual(0);
      expect(frame.top + frame.height).toBeLessThanOrEqual(size.height + 0.001);
      expect(frameOf(size, { height }, { ...view, top: 0 }).top).toBe(0);
    }),
  );
});

it('[MAP-2] putting the frame somewhere scrolls the grid to where the frame then stands', () => {
  fc.assert(
    fc.property(map, tall, fc.double({ min: 0, max: 1, noNaN: true }), (size, height, share) => {
      const hidden = Math.max(0, height - size.height);
      const { top } = frameOf(size, { height }, { top: share * hidden, height: size.height });
      if (hidden > 0) expect(scrollOf(size, { height }, { top, viewHeight: size.height })).toBeCloseTo(share * hidden, 3);
    }),
  );
});

it('[MAP-3] there is a map exactly when the grid does not fit, and the grid leaves it room', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 200, max: 1_500 }),
      fc.integer({ min: 120, max: 900 }),
      fc.integer({ min: 1, max: 40_000 }),
      (width, height, count) => {
        const room = { width, height };
        const sections = [{ count, headings: 1, lines: [] }];
        const { layout, map: size } = planGrid(room, { sections }, 'fit');
        expect(size !== null).toBe(layoutGrid({ ...room, sections, zoom: 'fit' }).height > height);
        if (size) expect(layout.width + size.width).toBeLessThan(width);
      },
    ),
    { numRuns: 60 },
  );
});

it('[MAP-4] where many Nodes share a pixel the one that needs attention shows', () => {
  const nodes = Array.from({ length: 400 }, (_, index) => ({
    name: `n${index}`,
    state: index === 399 ? ('failing' as const) : ('available' as const),
  }));
  const live = sampleLiveDaemonSet(nodes);
  const view = {
    group: 'none',
    sort: 'name',
    reverse: false,
    states: [],
    stale: false,
    reason: null,
    revision: null,
    search: '',
  } as const;
  const order = foldOrder(orderNodes(live, view, orderNames(live), { filterSearch: false }), new Set());
  const layout = layoutGrid({ width: 200, height: 100, sections: order.sections, zoom: 4 });
  const ranks = ranksOf({ live, order, layout, toneOf: null }, { width: 5, height: 5 });
  expect(Math.max(...ranks)).toBe(ranks[ranks.findLastIndex((rank) => rank > 0)]);
  expect(new Set(ranks).size).toBeGreaterThanOrEqual(2);
});

it('[ZOOM-1] each step is larger, or smaller, than what is drawn, whatever that is; tiles are the largest', () => {
  for (let cellWidth = 4; cellWidth <= 38; cellWidth++) {
    const larger = zoomStep({ kind: 'cell', cellWidth }, 1);
    const smaller = zoomStep({ kind: 'cell', cellWidth }, -1);
    if (larger !== 'tile') expect(larger).toBeGreaterThan(cellWidth);
    if (smaller === null) expect(cellWidth).toBe(ZOOM_STEPS[0]);
    else expect(smaller).toBeLessThan(cellWidth);
  }
  expect(zoomStep({ kind: 'tile', cellWidth: 200 }, 1)).toBeNull();
  expect(zoomStep({ kind: 'tile', cellWidth: 200 }, -1)).toBe(38);
});
