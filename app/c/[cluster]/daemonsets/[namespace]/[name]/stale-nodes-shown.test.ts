import { expect, it } from 'vitest';
import type { NodeViewParams } from '#components/node-grid/use-node-view.ts';
import { sampleLiveDaemonSet } from '#lib/testing/sample-live-daemon-set.ts';
import { staleNodesShown } from './stale-nodes-shown.ts';

const LIVE = sampleLiveDaemonSet([
  { name: 'a-1', state: 'outdated', reason: 'Running' },
  { name: 'a-2', state: 'surging', reason: 'ContainerCreating' },
  { name: 'b-1', state: 'outdated', reason: 'Running' },
  { name: 'b-2', state: 'available', reason: 'Running' },
]);
const EVERYTHING = {
  view: 'grid',
  group: 'zone',
  sort: 'state',
  reverse: false,
  state: [],
  stale: false,
  reason: null,
  revision: null,
  q: '',
} as unknown as NodeViewParams;

function shown(params: Partial<NodeViewParams>, only: readonly string[] | null = null) {
  return staleNodesShown(LIVE, { params: { ...EVERYTHING, ...params }, only });
}

it('[ACT-UI-35] a filter is a scope only where it hides a stale Pod, and names no Node without one', () => {
  expect(shown({})).toBeNull();
  expect(shown({ stale: true })).toBeNull();
  expect(shown({ state: ['outdated', 'available'] })).toEqual(['a-1', 'b-1']);
  expect(shown({ q: 'b-' })).toEqual(['b-1']);
  expect(shown({ reason: 'ContainerCreating' })).toEqual(['a-2']);
  expect(shown({}, ['b-1', 'b-2'])).toEqual(['b-1']);
  expect(shown({ state: ['available'] })).toEqual([]);
});
