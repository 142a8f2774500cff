import { expect, it } from 'vitest';
import { TROUBLE } from '#lib/feed/snapshot.ts';
import { sampleLiveDaemonSet, sampleNodes } from '#lib/testing/sample-live-daemon-set.ts';
import { COMPARED, summariseSelection } from './summarise-selection.ts';

it('[SELECT-20] every count of a selection sums to its Nodes', () => {
  const live = sampleLiveDaemonSet(sampleNodes(500));
  const slots = Array.from({ length: 500 }, (_, slot) => slot).filter((slot) => slot % 3 > 0);
  const summary = summariseSelection(live, slots);
  const sum = (parts: readonly { readonly count: number }[]) => parts.reduce((total, { count }) => total + count, 0);
  expect(summary.total).toBe(slots.length);
  expect(sum(summary.states)).toBe(slots.length);
  expect(sum(summary.revisions)).toBe(slots.length);
  for (const column of COMPARED) expect(sum(summary.values[column])).toBe(slots.length);
  expect(summary.cordoned.length + summary.open.length).toBe(slots.length);
});

it('[SELECT-21] what the Nodes share has one value, how they differ several, the commonest first', () => {
  const live = sampleLiveDaemonSet([
    { name: 'a', state: 'outdated', zone: 'z1', pool: 'p', trouble: TROUBLE.cordoned },
    { name: 'b', state: 'failing', zone: 'z2', pool: 'p', reason: 'ImagePullBackOff', restarts: 3 },
    { name: 'c', state: 'missing', zone: 'z2', pool: 'p', restarts: 1 },
    { name: 'd', state: 'available', zone: 'z9', pool: 'q' },
  ]);
  expect(summariseSelection(live, [0, 1, 2])).toMatchObject({
    states: [
      { state: 'failing', count: 1 },
      { state: 'missing', count: 1 },
      { state: 'outdated', count: 1 },
    ],
    revisions: [
      { revision: 8, count: 1 },
      { revision: 7, count: 1 },
      { revision: 0, count: 1 },
    ],
    values: {
      pool: [{ value: 'p', count: 3 }],
      zone: [
        { value: 'z2', count: 2 },
        { value: 'z1', count: 1 },
      ],
      reason: [
        { value: '', count: 2 },
        { value: 'ImagePullBackOff', count: 1 },
      ],
    },
    troubles: [{ bit: TROUBLE.cordoned, count: 1 }],
    restarts: 4,
    stale: [0],
    withPod: [0, 1],
    cordoned: [0],
    open: [1, 2],
  });
});
