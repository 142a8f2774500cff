import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createTimeIndex } from './time-index.ts';

const step = fc.record({
  key: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
  at: fc.option(fc.integer({ min: -20, max: 20 })),
  takeUntil: fc.option(fc.integer({ min: -20, max: 20 }), { freq: 4 }),
});

it('[CLUSTER-5] the time index answers as a plain list of times would', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 300 }), (steps) => {
      const index = createTimeIndex();
      const times = new Map<string, number>();
      for (const { key, at, takeUntil } of steps) {
        index.set(key, at);
        if (at === null) {
          times.delete(key);
        } else {
          times.set(key, at);
        }
        if (takeUntil !== null) {
          const due = [...times.keys()].filter((name) => (times.get(name) ?? 0) <= takeUntil);
          expect([...index.takeDue(takeUntil)].sort()).toEqual(due.sort());
          for (const name of due) {
            times.delete(name);
          }
        }
        expect(index.earliest()).toBe(times.size === 0 ? null : Math.min(...times.values()));
      }
    }),
    { numRuns: 100, seed: 20_260_101 },
  );
});
