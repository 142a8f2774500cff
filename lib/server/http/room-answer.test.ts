import { expect, it, vi } from 'vitest';
import type { Pod } from '#lib/kubernetes/pod.ts';
import { KubernetesApiError } from '#lib/server/kubernetes/kubernetes-api-error.ts';
import type { ReadOperations, WriteOperations } from '#lib/server/kubernetes/operations.ts';
import { aPod } from '#lib/testing/builders/a-pod.ts';
import { aSyncedEngine, DAEMON_SET } from '#lib/testing/engine-rig.ts';
import { roomAnswer } from './room-answer.ts';

const web = aPod(DAEMON_SET, 'web').withMeta({ namespace: 'shop', ownerReferences: [] }).on('n1').build();
const waiting = aPod(DAEMON_SET, 'p9').pinnedTo('n1').unschedulable('0/3 nodes are available: 1 Too many pods.').build();

function roomOf(parts: {
  listPodsOnNode: ReadOperations['listPodsOnNode'];
  getPod?: ReadOperations['getPod'];
  budgets?: WriteOperations['listPodDisruptionBudgets'];
}) {
  const { hub, feeds, sink, clock } = aSyncedEngine();
  sink.deletePod(aPod(DAEMON_SET, 'p1').build().metadata.uid);
  sink.setPod(waiting);
  clock.advance(100);
  const { listPodsOnNode, getPod = async () => waiting, budgets = async () => [] } = parts;
  Object.assign(hub.connection.operations, { listPodsOnNode, getPod });
  Object.assign(hub.connection.writes, { listPodDisruptionBudgets: budgets });
  const { uid } = DAEMON_SET.metadata;
  const detail = hub.rollout.detail(uid) ?? expect.fail('the DaemonSet is known');
  const base = hub.rollout.nodes().get('n1') ?? expect.fail('the Node is known');
  const node = { ...base, status: { ...base.status, allocatable: { cpu: '1', memory: '1Gi', pods: '1' } } };
  const rollout = hub.rollout.nodeRollout(uid, 'n1') ?? expect.fail('the Node is assessed');
  return roomAnswer({ hub, feeds, uid, daemonSet: DAEMON_SET, detail, node, rollout }, hub.connection);
}

it('[HTTP-61] the room is read from every Pod on the Node, and the Pod that waits is asked what it wants', async () => {
  const listPodsOnNode = vi.fn(async (): Promise<readonly Pod[]> => [web]);
  const getPod = vi.fn(async () => waiting);
  const answer = await roomOf({ listPodsOnNode, getPod });
  expect(listPodsOnNode.mock.calls).toEqual([['n1']]);
  expect(getPod.mock.calls).toEqual([['default', 'p9']]);
  expect(answer).toMatchObject({ verdict: 'movable', complete: true, movable: [{ name: 'web', enough: true, budgets: [] }] });
});

it('[HTTP-61] budgets that may not be read are unknown, a Pod that is gone is not waited for', async () => {
  const refuse = async () => {
    throw new KubernetesApiError('forbidden', 'not allowed');
  };
  const listPodsOnNode = async () => [web];
  expect((await roomOf({ listPodsOnNode, budgets: refuse })).movable[0]?.budgets).toBeNull();
  expect((await roomOf({ listPodsOnNode, getPod: refuse })).verdict).toBe('movable');
  await expect(roomOf({ listPodsOnNode: refuse })).rejects.toThrow('not allowed');
});

it('[HTTP-61] a Node with more Pods than were read says so', async () => {
  const many = Array.from({ length: 1000 }, (_, at) => ({
    ...web,
    metadata: { ...web.metadata, uid: `u${at}`, name: `w${at}` },
  }));
  expect((await roomOf({ listPodsOnNode: async () => many })).complete).toBe(false);
});
