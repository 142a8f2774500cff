import { expect, it } from 'vitest';
import { replaceRunningEngine } from '#lib/server/engine/running-engine.ts';
import type { AccessQuestion } from '#lib/server/kubernetes/operations.ts';
import { aSyncedEngine } from '#lib/testing/engine-rig.ts';
import { accessAnswer } from './access-answer.ts';

async function accessWithout(lacks: string) {
  const { engine, hub } = aSyncedEngine();
  replaceRunningEngine(engine);
  const rightOf = ({ verb, resource, subresource }: AccessQuestion) =>
    `${verb} ${resource}${subresource ? `/${subresource}` : ''}`;
  Object.assign(hub.connection.operations, {
    reviewSelf: async () => ({ username: 'jane', groups: [] }),
    reviewAccess: async (question: AccessQuestion) => ({ allowed: rightOf(question) !== lacks, reason: '' }),
  });
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
