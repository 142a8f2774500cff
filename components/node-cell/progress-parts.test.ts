import fc from 'fast-check';
import { expect, it } from 'vitest';
import { NODE_ROLLOUT_STATES } from '#lib/rollout/node-rollout-state.ts';
import { sampleSummary } from '#lib/testing/sample-summary.ts';
import { percentDone, progressParts } from './progress-parts.ts';

it('[PROGRESS-1] the parts of the bar sum to DESIRED for any distribution of Nodes', () => {
  const states = fc.record(Object.fromEntries(NODE_ROLLOUT_STATES.map((state) => [state, fc.nat({ max: 5_000 })])));
  fc.assert(
    fc.property(states, (given) => {
      const summary = sampleSummary(given);
      expect(progressParts(summary.states).reduce((sum, { count }) => sum + count, 0)).toBe(summary.desired);
    }),
  );
});

it('[PROGRESS-2] 100 percent means every eligible Node; almost all is 99', () => {
  expect(percentDone(sampleSummary({ available: 999, starting: 1 }))).toBe(99);
  expect(percentDone(sampleSummary({ available: 1000 }))).toBe(100);
  expect(percentDone(sampleSummary({ ineligible: 4 }))).toBe(100);
});

it('[PROGRESS-3] an overflow of the API never draws more than 100 percent', () => {
  expect(percentDone({ ...sampleSummary({ available: 5 }), desired: 2 })).toBe(100);
  expect(percentDone({ ...sampleSummary({ available: 5 }), desired: -1 })).toBe(100);
});
