import { expect, it } from 'vitest';
import { replaceRunningEngine } from '#lib/server/engine/running-engine.ts';
import type { AccessQuestion } from '#lib/server/kubernetes/operations.ts';
import { aSyncedEngine } from '#lib/testing/engine-rig.ts';
import { accessAnswer, nodeAccessAnswer } from './access-answer.ts';

function aClusterWhere(allows: (right: string, question: AccessQuestion) => boolean) {
  const rig = aSyncedEngine();
  replaceRunningEngine(rig.engine);
  const rightOf = ({ verb, resource, subresource }: AccessQuestion) =>
    `${verb} ${resource}${subresource ? `/${subresource}` : ''}`;
  const asked: AccessQuestion[] = [];
  Object.assign(rig.hub.connection.operations, {
    reviewSelf: async () => ({ username: 'jane', groups: [] }),
    reviewAccess: async (question: AccessQuestion) => {
      asked.push(question);
      return { allowed: allows(rightOf(question), question), reason: '' };
    },
  });
  return { ...rig, asked };
}

async function accessWithout(lacks: string) {
  const { hub } = aClusterWhere((right) => right !== lacks);
  const [summary] = hub.rollout.summaries().values();
  const { namespace = '', name = '' } = summary ?? {};
  return accessAnswer(new Request('http://127.0.0.1/'), { cluster: hub.slug, namespace, name });
}

it('[ACCESS-20] a wave takes the rights of its way: by eviction other ones than by deletion, and one way is enough', async () => {
  const { acts, waves } = await accessWithout('create pods/eviction');
  expect([waves.delete.allowed, waves.eviction.allowed, acts.wave.allowed]).toEqual([true, false, true]);
  expect(waves.eviction.missing).toMatchObject([{ verb: 'create', resource: 'pods/eviction' }]);
  const other = await accessWithout('delete pods');
  expect([other.waves.delete.allowed, other.waves.eviction.allowed, other.acts.wave.allowed]).toEqual([false, true, true]);
  expect(other.acts.deleteStale).toMatchObject({ allowed: false, missing: [{ verb: 'delete', resource: 'pods' }] });
});

it('[ACCESS-21] without a Lease to keep its state in there is no wave of either way', async () => {
  const { acts, waves } = await accessWithout('update leases');
  expect([waves.delete.allowed, waves.eviction.allowed]).toEqual([false, false]);
  expect(acts.wave).toMatchObject({ allowed: false, missing: [{ verb: 'update', resource: 'leases.coordination.k8s.io' }] });
});

const ofNode = (node: string, namespaces: readonly string[]) => {
  const query = new URLSearchParams(namespaces.map((namespace) => ['namespace', namespace]));
  return nodeAccessAnswer(new Request(`http://127.0.0.1/?${query}`), { cluster: 'main', node });
};

it('[ACCESS-22] what may be done to a Node and to Pods there is told for each Namespace, with the right that lacks', async () => {
  aClusterWhere((right, { namespace }) => right === 'patch nodes' || (right === 'create pods/eviction' && namespace === 'shop'));
  const { username, acts, pods } = await ofNode('n1', ['shop', 'kube-system', 'shop']);
  expect(username).toBe('jane');
  expect([acts.cordon.allowed, acts.uncordon.allowed]).toEqual([true, true]);
  expect(acts.deleteNode).toEqual({ allowed: false, missing: [{ verb: 'delete', resource: 'nodes', namespace: null }] });
  expect(pods).toEqual({
    shop: {
      deletePod: { allowed: false, missing: [{ verb: 'delete', resource: 'pods', namespace: 'shop' }] },
      evictPod: { allowed: true, missing: [] },
    },
    'kube-system': {
      deletePod: { allowed: false, missing: [{ verb: 'delete', resource: 'pods', namespace: 'kube-system' }] },
      evictPod: { allowed: false, missing: [{ verb: 'create', resource: 'pods/eviction', namespace: 'kube-system' }] },
    },
  });
});

it('[ACCESS-23] who may do it everywhere is not asked about for each Namespace', async () => {
  const { asked } = aClusterWhere(() => true);
  const before = asked.length;
  const { pods } = await ofNode('n1', ['a', 'b', 'c']);
  expect(Object.values(pods).every(({ deletePod, evictPod }) => deletePod.allowed && evictPod.allowed)).toBe(true);
  expect(asked.slice(before)).toHaveLength(4);
});

it('[ACCESS-24] a Namespace of no legal name, too many of them, an unknown Node and a view that is not live are refused', async () => {
  const { connection } = aClusterWhere(() => true);
  await expect(ofNode('n1', ['..'])).rejects.toMatchObject({ code: 'name.invalid', field: 'namespace' });
  const many = Array.from({ length: 101 }, (_, index) => `n${index}`);
  await expect(ofNode('n1', many)).rejects.toMatchObject({ code: 'query.invalid', field: 'namespace' });
  await expect(ofNode('n9', [])).rejects.toMatchObject({ code: 'node.notFound' });
  connection.become({ state: 'reconnecting', problem: null });
  await expect(ofNode('n1', [])).rejects.toMatchObject({ code: 'view.stale' });
});
