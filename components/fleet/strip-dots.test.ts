import fc from 'fast-check';
import { expect, it } from 'vitest';
import { NODE_ROLLOUT_STATES, type NodeRolloutState } from '#lib/rollout/node-rollout-state.ts';
import { sampleSummary } from '#lib/testing/sample-summary.ts';
import { stripDots } from './strip-dots.ts';

const states = (counts: Partial<Record<NodeRolloutState, number>>) => sampleSummary(counts).states;

it('[STRIP-1] with room for all there is one dot per Node, attention first', () => {
  expect(stripDots(states({ available: 2, failing: 1, outdated: 1 }), 10)).toEqual([
    'failing',
    'outdated',
    'available',
    'available',
  ]);
});

it('[STRIP-2] with less room nothing that any Node is in disappears, and the dots fill the room', () => {
  const counts = fc.record(Object.fromEntries(NODE_ROLLOUT_STATES.map((state) => [state, fc.nat({ max: 20_000 })])));
  fc.assert(
    fc.property(counts, fc.integer({ min: 10, max: 300 }), (given, room) => {
      const all = states(given);
      const dots = stripDots(all, room);
      const total = Object.values(all).reduce((sum, count) => sum + count, 0);
      expect(dots).toHaveLength(Math.min(room, total));
      for (const state of NODE_ROLLOUT_STATES) expect(dots.includes(state)).toBe(all[state] > 0);
    }),
  );
});
