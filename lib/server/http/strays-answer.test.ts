import { expect, it, vi } from 'vitest';
import { replaceRunningEngine } from '#lib/server/engine/running-engine.ts';
import { KubernetesApiError } from '#lib/server/kubernetes/kubernetes-api-error.ts';
import { aPod } from '#lib/testing/builders/a-pod.ts';
import { aSyncedEngine, DAEMON_SET } from '#lib/testing/engine-rig.ts';
import { findDaemonSet } from './find-daemon-set.ts';
import { straysAnswer } from './strays-answer.ts';

const ADDRESS = { cluster: 'main', namespace: 'default', name: 'logger' };

async function asking(listPodsMatching: (namespace: string, selector: string) => Promise<unknown>) {
  const rig = aSyncedEngine();
  replaceRunningEngine(rig.engine);
  Object.assign(rig.connection.operations, { listPodsMatching });
  return { ...rig, ask: async () => straysAnswer(await findDaemonSet(ADDRESS)) };
}

it('[HTTP-64] Pods without the label that is watched are asked for by the selector, once for all who ask at the same time', async () => {
  const bare = aPod(DAEMON_SET, 'bare').on('n0').withMeta({ ownerReferences: [] }).build();
  const labelled = aPod(DAEMON_SET, 'labelled').on('n0').withLabel('pod-template-generation', '1').build();
  const list = vi.fn(async () => [bare, labelled]);
  const { ask, clock } = await asking(list);
  const [first, second] = await Promise.all([ask(), ask()]);
  expect(first).toBe(second);
  expect(first).toMatchObject({ problem: null, strays: [{ kind: 'orphan', pods: [{ name: 'bare' }] }] });
  expect(list.mock.calls).toEqual([['default', 'app=logger,!pod-template-generation']]);
  clock.advance(6_000);
  await ask();
  expect(list).toHaveBeenCalledTimes(2);
});

it('[HTTP-64] what may not be read, or only on a view that is not live, is said and hides nothing else', async () => {
  const { ask, connection, clock, sink } = await asking(async () => {
    throw new KubernetesApiError('forbidden', 'RBAC does not permit to list pods.', { status: 403 });
  });
  sink.setPod(aPod(DAEMON_SET, 'lost').on('gone').build());
  clock.advance(100);
  expect(await ask()).toMatchObject({ problem: expect.stringContaining('RBAC'), strays: [{ kind: 'vanished' }] });
  clock.advance(6_000);
  connection.become({ state: 'stale', problem: 'No route.' });
  expect(await ask()).toMatchObject({ problem: expect.stringContaining('not live'), strays: [{ kind: 'vanished' }] });
});
