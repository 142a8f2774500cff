import { expect, it } from 'vitest';
import { WAVE_ANNOTATION } from '#lib/kubernetes/lease.ts';
import { waveMessage } from '#lib/rollout/wave/wave-messages.ts';
import { KubernetesApiError } from '#lib/server/kubernetes/kubernetes-api-error.ts';
import { PLACE, WaveRig } from '#lib/testing/wave-rig.ts';
import { decodeRecord, encodeRecord } from './wave-codec.ts';

const WAITS = waveMessage('wave.waitsForUser', { name: 'ada' });
const WRITES = new Set(['createLease', 'updateLease', 'deletePod', 'evictPod']);
const REFUSED = new KubernetesApiError('forbidden', 'The API server answered 403.', { status: 403 });
const DETAILS = { by: 'bob', now: 0, generation: 2 };
const RESUME = { id: 'wave-1', name: 'resume' } as const;

/** A wave that ada began over nine Nodes on a server whose own credentials may write, or not. */
async function adasWave({ serverMayWrite = true } = {}) {
  const rig = new WaveRig({ nodes: 9 });
  rig.edit();
  const server = rig.server('one', (call) => (serverMayWrite || !WRITES.has(call) ? 'pass' : REFUSED));
  const ada = rig.user('ada');
  await server.keeper.begin(PLACE, rig.record({}, null, 'wave-1', 'ada'), ada.user);
  await rig.seconds(3);
  return { rig, server, ada };
}

const state = async ({ keeper }: Awaited<ReturnType<typeof adasWave>>['server']) =>
  (await keeper.read(PLACE))?.wave?.record ?? expect.fail('there is a wave');

it('[WAVE-70] a wave that a user began asks, deletes and keeps its Lease with the credentials of that user alone', async () => {
  const { rig, server, ada } = await adasWave({ serverMayWrite: false });
  expect((await rig.untilEnd()).record).toMatchObject({ state: 'complete', done: 9, startedBy: 'ada', actor: 'ada' });
  expect(new Set(rig.deletions.map(({ server: whose }) => whose))).toEqual(new Set(['ada']));
  expect(rig.deletions).toHaveLength(9);
  expect(server.calls).toEqual([]);
  expect(ada.calls.filter((call) => WRITES.has(call)).length).toBeGreaterThan(9);
});

it('[WAVE-71] when the user is gone nothing more is done with any credentials, and the wave waits for somebody', async () => {
  const { rig, server, ada } = await adasWave();
  const deleted = rig.deletions.length;
  expect(deleted).toBeGreaterThan(0);
  await rig.seconds(0); // no request under way
  const asked = [ada.calls.length, server.calls.length];
  ada.leave();
  await rig.seconds(60);
  expect([rig.deletions.length, ada.calls.length, server.calls.length]).toEqual([deleted, ...asked]);
  expect(server.keeper.isBusy).toBe(false);
  expect(await state(server)).toMatchObject({ state: 'paused', reason: WAITS });
  expect(rig.wave().record.state).toBe('running'); // nobody could write that down
});

it('[WAVE-72] a wave whose server is gone runs until its Lease has run out, is paused for everybody then, and no server goes on with it by itself', async () => {
  const { rig, ada } = await adasWave({ serverMayWrite: false });
  const other = rig.server('two');
  other.keeper.start();
  expect(await state(other)).toMatchObject({ state: 'running' });
  ada.leave();
  await rig.seconds(1);
  expect(await state(other)).toMatchObject({ state: 'running' });
  const deleted = rig.deletions.length;
  await rig.seconds(60);
  expect(await state(other)).toMatchObject({ state: 'paused', reason: WAITS });
  expect([rig.deletions.length, other.keeper.isBusy]).toEqual([deleted, false]);
  await other.keeper.stop();
});

it.each([
  ['another user', 'bob'],
  ['the same user', 'ada'],
])('[WAVE-73] %s lets it go on with credentials of their own, and each Pod goes once', async (_, name) => {
  const { rig, server, ada } = await adasWave({ serverMayWrite: false });
  ada.leave();
  await rig.seconds(1);
  const back = rig.user(name);
  const before = rig.deletions.length;
  const details = { ...DETAILS, by: name };
  expect(await server.keeper.command(PLACE, RESUME, details, back.user)).toMatchObject({ outcome: 'done' });
  expect((await rig.untilEnd()).record).toMatchObject({ state: 'complete', startedBy: 'ada', actor: name });
  expect(new Set(rig.deletions.slice(before).map(({ server: whose }) => whose))).toEqual(new Set([name]));
  expect(new Set(rig.deletions.map(({ uid }) => uid)).size).toBe(9);
  expect(rig.deletions.filter(({ wasStale }) => !wasStale)).toEqual([]);
});

it('[WAVE-74] a server that acts as itself lets it go on as its own, and then as any other wave', async () => {
  const { rig, server, ada } = await adasWave();
  ada.leave();
  await rig.seconds(1);
  await server.keeper.command(PLACE, RESUME, DETAILS);
  await server.keeper.stop();
  expect(rig.wave()).toMatchObject({ record: { state: 'running', actor: '' }, lease: { spec: { holderIdentity: '' } } });
});

it('[WAVE-75] a server that stops pauses it with the credentials that it still has', async () => {
  const { rig, server } = await adasWave({ serverMayWrite: false });
  await Promise.all([server.keeper.stop(), rig.seconds(1)]);
  expect(rig.wave()).toMatchObject({ record: { state: 'paused', reason: WAITS }, lease: { spec: { holderIdentity: '' } } });
});

it('[WAVE-76] the Lease holds the name of the user and nothing else of the credentials; a wave from before has none', async () => {
  const { rig } = await adasWave();
  const text = rig.wave().lease.metadata.annotations?.[WAVE_ANNOTATION] ?? '';
  expect(JSON.parse(text)).toMatchObject({ actor: 'ada' });
  const { actor: _, ...old } = JSON.parse(encodeRecord(rig.wave().record));
  expect(decodeRecord(JSON.stringify(old))?.actor).toBe('');
});

it('[WAVE-77] only a stop and a pause are possible without credentials to run with, and a pause of what waits is done already', async () => {
  const { rig, server, ada } = await adasWave({ serverMayWrite: false });
  ada.leave();
  await rig.seconds(1);
  const bob = rig.user('bob');
  expect(await server.keeper.command(PLACE, { id: 'wave-1', name: 'pause' }, DETAILS, bob.user)).toMatchObject({
    outcome: 'done',
  });
  expect(await server.keeper.command(PLACE, { id: 'wave-1', name: 'stop' }, DETAILS, bob.user)).toMatchObject({
    outcome: 'done',
  });
  expect(rig.wave().record).toMatchObject({ state: 'stopped' });
  expect(await server.keeper.forget(PLACE, bob.user)).toBe('forgotten');
});
