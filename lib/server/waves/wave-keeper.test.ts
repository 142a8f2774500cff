import { expect, it, vi } from 'vitest';
import type { Lease } from '#lib/kubernetes/lease.ts';
import { KubernetesApiError } from '#lib/server/kubernetes/kubernetes-api-error.ts';
import { RESOURCES } from '#lib/simulator/resources.ts';
import { PLACE, WaveRig } from '#lib/testing/wave-rig.ts';
import { createWaveFinder } from './find-running-waves.ts';
import { LeaseObserver } from './lease-observer.ts';

async function aRigWithWave(nodes = 6) {
  const rig = new WaveRig({ nodes });
  rig.edit();
  const first = rig.server('one');
  await first.keeper.begin(PLACE, rig.record());
  await rig.seconds(1);
  return { rig, first };
}

it('[WAVE-60] a server that stops lets its waves go, and another goes on at its next look', async () => {
  const { rig, first } = await aRigWithWave();
  const second = rig.server('two');
  second.keeper.start();
  await rig.seconds(1);
  const stopping = first.keeper.stop();
  await rig.seconds(1);
  await stopping;
  expect(rig.wave().lease.spec?.holderIdentity).toBe('');
  await rig.seconds(10);
  expect(rig.wave().lease.spec).toMatchObject({ holderIdentity: 'two', leaseTransitions: 1 });
  expect((await rig.untilEnd()).record).toMatchObject({ state: 'complete', done: 6 });
  expect(rig.deletions).toHaveLength(6);
  await second.keeper.stop();
});

it('[WAVE-61] nobody takes a wave from a holder that renews its Lease, nor a wave that is paused or has failed', async () => {
  const { rig, first } = await aRigWithWave(9);
  const second = rig.server('two');
  second.keeper.start();
  await rig.seconds(30);
  expect(new Set(rig.deletions.map(({ server }) => server))).toEqual(new Set(['one']));
  if (rig.wave().record.state === 'running')
    await first.keeper.command(PLACE, { id: 'wave-1', name: 'pause' }, { by: 'ada', now: 0, generation: 2 });
  const before = rig.deletions.length;
  await rig.seconds(60);
  expect(rig.deletions).toHaveLength(before);
  expect(second.keeper.isBusy).toBe(false);
  await second.keeper.stop();
});

it('[WAVE-62] a Lease is taken when it has not changed for its whole duration by our own clock, whatever its times say', () => {
  const observer = new LeaseObserver();
  const lease = (resourceVersion: string, holderIdentity = 'one'): Lease => ({
    metadata: { name: 'x', uid: 'lease', resourceVersion, creationTimestamp: '2026-01-01T00:00:00Z' },
    spec: { holderIdentity, leaseDurationSeconds: 15, renewTime: '1999-01-01T00:00:00.000000Z' },
  });
  expect(observer.remainingMs(lease('1'), 0)).toBe(15_000);
  expect(observer.remainingMs(lease('1'), 14_999)).toBe(1);
  expect(observer.remainingMs(lease('2'), 15_000)).toBe(15_000);
  expect(observer.remainingMs(lease('2'), 30_000)).toBe(0);
  expect(observer.remainingMs(lease('3', ''), 30_000)).toBe(0);
  observer.keepOnly([]);
  expect(observer.remainingMs(lease('2'), 31_000)).toBe(15_000);
});

it('[WAVE-63] where Leases may not be listed in the whole cluster, each namespace with a DaemonSet is asked, and a refusal is not repeated', async () => {
  const rig = new WaveRig({ nodes: 1 });
  const { cluster } = rig.server('one');
  const refusal = new KubernetesApiError('forbidden', 'The API server answered 403.', { status: 403 });
  const listLeases = vi.fn(async (namespace: string | undefined) => {
    if (namespace !== 'open') throw refusal;
    return [];
  });
  const find = createWaveFinder({
    ...cluster,
    namespaces: () => ['closed', 'open'],
    leases: { ...cluster.leases, listLeases },
  });
  for (let look = 0; look < 3; look++) expect(await find()).toEqual([]);
  expect(listLeases.mock.calls.map(([namespace]) => namespace)).toEqual([undefined, 'closed', 'open', 'open', 'open']);
});

it('[WAVE-64] a Lease that somebody removes ends the wave: nothing further is deleted', async () => {
  const { rig, first } = await aRigWithWave();
  rig.rig.api.delete(RESOURCES.leases, PLACE.namespace, 'rollcall-wave-agent');
  const before = rig.deletions.length;
  await rig.seconds(60);
  expect(rig.deletions).toHaveLength(before);
  expect(first.keeper.isBusy).toBe(false);
});
