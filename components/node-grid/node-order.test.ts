import { expect, it } from 'vitest';
import { type SampleNode, sampleLiveDaemonSet, sampleNodes } from '#lib/testing/sample-live-daemon-set.ts';
import { orderNames } from './name-order.ts';
import { keepOrder, type NodeOrder, orderingSteps, orderNodes } from './node-order.ts';
import type { NodeView } from './node-view.ts';

const VIEW: NodeView = {
  group: 'zone',
  sort: 'state',
  reverse: false,
  states: [],
  stale: false,
  reason: null,
  revision: null,
  search: '',
};
const NODES: readonly SampleNode[] = [
  { name: 'node-10', state: 'available', zone: 'b' },
  { name: 'node-2', state: 'available', zone: 'b', restarts: 3 },
  { name: 'node-3', state: 'failing', zone: 'b', reason: 'ImagePullBackOff' },
  { name: 'node-4', state: 'outdated', zone: 'a' },
  { name: 'node-5', state: 'missing', zone: '' },
];

function order(view: Partial<NodeView>, nodes = NODES, filterSearch = false): string[][] {
  const live = sampleLiveDaemonSet(nodes);
  return names(orderNodes(live, { ...VIEW, ...view }, orderNames(live), { filterSearch }), live);
}

function names(made: NodeOrder, live: { name(slot: number): string }): string[][] {
  return made.groups.map(({ start, count }) => [...made.slots.subarray(start, start + count)].map((slot) => live.name(slot)));
}

it('[ORDER-1] groups stand by name, the one without a value last; in a group what needs attention comes first', () => {
  expect(order({})).toEqual([['node-4'], ['node-3', 'node-2', 'node-10'], ['node-5']]);
});

it('[ORDER-2] names sort as people count: node-2 before node-10', () => {
  expect(order({ group: 'none', sort: 'name' })).toEqual([['node-2', 'node-3', 'node-4', 'node-5', 'node-10']]);
});

it('[ORDER-3] filters show exactly the Nodes that they name', () => {
  expect(order({ group: 'none', states: ['failing', 'missing'] })).toEqual([['node-3', 'node-5']]);
  expect(order({ group: 'none', stale: true })).toEqual([['node-4']]);
  expect(order({ group: 'none', reason: 'ImagePullBackOff' })).toEqual([['node-3']]);
  expect(order({ group: 'none', revision: 7 })).toEqual([['node-4']]);
  expect(order({ group: 'none', only: ['node-2', 'node-5', 'gone'] })).toEqual([['node-5', 'node-2']]);
  expect(order({ group: 'none', only: [] })).toEqual([]);
});

it('[ORDER-4] a search hides nothing in the grid and filters the table', () => {
  expect(order({ group: 'none', sort: 'name', search: 'node-3' }).flat()).toHaveLength(5);
  expect(order({ group: 'none', sort: 'name', search: 'PULL b' }, NODES, true)).toEqual([['node-3']]);
});

it('[ORDER-5] every present Node is shown exactly once whatever the grouping and sorting', () => {
  const live = sampleLiveDaemonSet(sampleNodes(500));
  const byName = orderNames(live);
  for (const group of ['zone', 'pool', 'role', 'instanceType', 'revision', 'state', 'none'] as const) {
    for (const sort of ['state', 'name', 'reason', 'revision', 'restarts', 'age', 'zone', 'pool'] as const) {
      const made = orderNodes(live, { ...VIEW, group, sort }, byName, { filterSearch: false });
      expect(new Set(made.slots).size).toBe(500);
      expect(made.groups.reduce((sum, { count }) => sum + count, 0)).toBe(500);
    }
  }
});

it('[ORDER-6] a kept order moves nothing: gone Nodes leave, new ones come last in their group', () => {
  const live = sampleLiveDaemonSet(NODES);
  const before = orderNodes(live, VIEW, orderNames(live), { filterSearch: false });
  live.remove(2);
  live.add({ name: 'node-1', state: 'failing', zone: 'b' });
  live.change(0, { state: 'failing' });
  expect(names(keepOrder(before, live, VIEW, { filterSearch: false }), live)).toEqual([
    ['node-4'],
    ['node-2', 'node-10', 'node-1'],
    ['node-5'],
  ]);
});

it('[ORDER-STEPS-1] what changes between the steps of an ordering loses no Node and shows none twice', () => {
  const live = sampleLiveDaemonSet(sampleNodes(50));
  const steps = orderingSteps(live, { ...VIEW, sort: 'revision', reverse: true }, orderNames(live), { filterSearch: false });
  let step = steps.next();
  for (let revision = 100; !step.done; revision += 100) {
    for (let slot = 0; slot < 10; slot++) live.change(slot, { revision: revision + slot });
    step = steps.next();
  }
  expect(new Set(step.value.slots).size).toBe(50);
});
