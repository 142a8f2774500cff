import fc from 'fast-check';
import { expect, it } from 'vitest';
import { naturalCompare } from '#lib/feed/natural-compare.ts';
import { sampleLiveDaemonSet } from '#lib/testing/sample-live-daemon-set.ts';
import { orderNames, reorderNames } from './name-order.ts';
import { sortSlots } from './sort-slots.ts';

const name = fc
  .array(fc.constantFrom('node', 'a', 'b', '-', '-', '.', '0', '1', '2', '10', '007'), { minLength: 1, maxLength: 7 })
  .map((parts) => parts.join(''));

it('[NAMES-1] names stand as people count, and where only zeros in front differ still in one order', () => {
  const names = ['node-10', 'node-2', 'node', 'node-02', 'a.b', 'a-b', 'node-2b', 'node-1'];
  expect(names.sort(naturalCompare)).toEqual(['a-b', 'a.b', 'node', 'node-1', 'node-02', 'node-2', 'node-2b', 'node-10']);
});

it('[NAMES-2] the comparison is an order: of any three texts it never goes in a circle, and only equal ones are equal', () => {
  fc.assert(
    fc.property(name, name, name, (a, b, c) => {
      expect(Math.sign(naturalCompare(a, b))).toBe(-Math.sign(naturalCompare(b, a)) || 0);
      expect(naturalCompare(a, b) === 0).toBe(a === b);
      if (naturalCompare(a, b) < 0 && naturalCompare(b, c) < 0) expect(naturalCompare(a, c)).toBeLessThan(0);
    }),
    { numRuns: 1_000 },
  );
});

it('[NAMES-3] names that come, go or change places end where sorting all of them anew would put them', () => {
  fc.assert(
    fc.property(fc.uniqueArray(name, { minLength: 3, maxLength: 20 }), fc.uniqueArray(fc.nat({ max: 19 })), (names, picks) => {
      const live = sampleLiveDaemonSet(names.map((own) => ({ name: own, state: 'available' })));
      const before = orderNames(live);
      const changed = new Set(picks.map((pick) => pick % names.length));
      for (const slot of changed) {
        if (slot % 3 === 0) live.remove(slot);
        else live.change(slot, { name: `${names[slot]}-new-${slot}` });
      }
      changed.add(live.add({ name: 'node-5x', state: 'available' }));
      expect([...reorderNames(before, live, changed)]).toEqual([...orderNames(live)]);
    }),
  );
});

it('[NAMES-4] slots sort by their keys as a stable sort would, forwards and backwards', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 300_000 }), { maxLength: 60 }), fc.boolean(), (keys, reverse) => {
      const slots = Uint32Array.from(keys.keys());
      const sorted = sortSlots(slots, { keys: Uint32Array.from(keys), most: Math.max(0, ...keys) }, { reverse });
      const way = reverse ? -1 : 1;
      expect([...sorted]).toEqual([...keys.keys()].sort((a, b) => ((keys[a] ?? 0) - (keys[b] ?? 0)) * way));
    }),
  );
});
