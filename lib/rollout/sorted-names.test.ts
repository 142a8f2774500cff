import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compareText } from './pod-order.ts';
import { createSortedNames } from './sorted-names.ts';

it('[COUNT-7] names added and deleted in any order come out in order, each once', () => {
  const change = fc.record({ name: fc.nat({ max: 1_500 }).map((number) => `worker-${number}`), isAdded: fc.boolean() });
  fc.assert(
    fc.property(fc.array(change, { size: 'max', maxLength: 2_000 }), (changes) => {
      const names = createSortedNames();
      const expected = new Set<string>();
      for (const { name, isAdded } of changes) {
        names[isAdded ? 'add' : 'delete'](name);
        expected[isAdded ? 'add' : 'delete'](name);
      }
      expect(names.size).toBe(expected.size);
      expect(names.first(10_000)).toEqual([...expected].sort(compareText));
      expect(names.first(5)).toEqual([...expected].sort(compareText).slice(0, 5));
    }),
    { numRuns: 8, seed: 20_260_101 },
  );
});
