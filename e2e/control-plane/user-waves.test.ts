import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Wave, WaveAnswer } from '#lib/feed/wave.ts';
import type { DaemonSet } from '#lib/kubernetes/daemon-set.ts';
import { daemonSetManifest, imagePatch } from '#lib/testing/contract/manifests.ts';
import { daemonSetsOf, type NodePool, World } from '#lib/testing/contract/world.ts';
import { startControlPlane } from './control-plane.ts';
import type { ControlPlane } from './control-plane-contract.ts';
import { auditedRequests } from './support/api-audit.ts';
import { type Dashboard, startDashboard } from './support/dashboard.ts';
import { eventually } from './support/eventually.ts';
import { applyRoles, bindAccount, userOf } from './support/role-tiers.ts';
import { UserSession } from './support/user-session.ts';

const NODES = 8;
const SOON = { withinMs: 60_000 };
const PACE = { order: 'oldest', size: 1, pauseSeconds: 1, failuresAllowed: 0, availableWithinSeconds: 60, by: 'delete' };

let plane: ControlPlane;
let world: World;
let dashboard: Dashboard;
let namespace = '';
let pool: NodePool;
let server = '';
const tokens = { ada: '', bob: '' };

beforeAll(async () => {
  plane = await startControlPlane({ audit: 'service-accounts' });
  world = new World(plane.access);
  [namespace, pool] = await Promise.all([world.namespace(), world.nodes(NODES), applyRoles(plane)]);
  server = await bindAccount(plane, { account: 'server', everywhere: ['view'] });
  for (const account of ['ada', 'bob'] as const) {
    const file = await bindAccount(plane, { account, everywhere: ['view', 'roller'] });
    tokens[account] = JSON.parse(readFileSync(file, 'utf8')).users[0].user.token;
  }
  dashboard = await begin();
});
afterAll(async () => {
  await dashboard?.stop();
  world?.api.close();
  await plane?.stop();
});

function begin(): Promise<Dashboard> {
  return startDashboard({ kubeconfig: server, environment: { ROLLCALL_SIGN_IN: 'user', ROLLCALL_TOKEN: '' } });
}

/** A DaemonSet whose Pods are all stale, and its wave. */
async function stale(name: string): Promise<{ readonly uid: string; readonly path: string }> {
  const spec = { pod: { nodeSelector: { ...pool.selector } }, updateStrategy: { type: 'OnDelete' } } as const;
  const created = await world.created<DaemonSet>(daemonSetsOf(namespace), daemonSetManifest(name, spec));
  await world.settled(created, NODES);
  const patched = imagePatch('registry.example/app:2');
  world.accepted(await world.api.patch(`${daemonSetsOf(namespace)}/${name}`, patched, 'strategic-merge-patch'));
  return { uid: created.metadata.uid, path: `/api/c/rollcall/daemonsets/${namespace}/${name}/wave` };
}

async function startWave(user: UserSession, { uid, path }: Awaited<ReturnType<typeof stale>>): Promise<void> {
  const start = { command: 'start', uid, confirm: path.split('/').at(-2), ...PACE };
  await eventually('the wave begun', SOON, async () => {
    const { status, body } = await user.send<unknown>('POST', path, start);
    if (status !== 200) throw new Error(JSON.stringify(body));
    return true;
  });
}

function until(user: UserSession, path: string, what: string, condition: (wave: Wave) => boolean): Promise<Wave> {
  return eventually(what, SOON, async () => {
    const { wave } = (await user.send<WaveAnswer>('GET', path)).body;
    if (wave && condition(wave)) return wave;
    throw new Error(JSON.stringify(wave));
  });
}

const WAITS = { state: 'paused', reason: { code: 'wave.waitsForUser', params: { name: userOf('ada') } } };

/** Who has changed anything, by the API server's own account; asking what one may do changes nothing. */
async function writers(): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const writes = (await auditedRequests(plane.auditLog)).filter(
    ({ right }) => /^(create|update|patch|delete)/.test(right) && !/selfsubject/.test(right),
  );
  const byUser = Map.groupBy(writes, ({ user }) => user);
  return new Map([...byUser].map(([user, all]) => [user, new Set(all.map(({ right }) => right))]));
}

async function deletionsBy(account: string): Promise<readonly string[]> {
  const all = await auditedRequests(plane.auditLog);
  return all.filter(({ user, right }) => user === userOf(account) && right === 'delete pods.').map(({ name = '' }) => name);
}

describe('waves of users with credentials of their own on a real control plane', () => {
  it('[USER-7] a wave goes on while its user is signed in, waits then, and goes on with the rights of who resumes it', async () => {
    const wanted = await stale(world.name('agent'));
    const [ada, bob] = await Promise.all([
      UserSession.open(dashboard.url, tokens.ada),
      UserSession.open(dashboard.url, tokens.bob),
    ]);
    await startWave(ada, wanted);
    await until(bob, wanted.path, 'two Pods replaced', ({ done }) => done >= 2);
    await ada.signOut();
    const paused = await until(bob, wanted.path, 'the wave paused', ({ state }) => state === 'paused');
    expect(paused).toMatchObject({ ...WAITS, startedBy: userOf('ada') });
    const byAda = await deletionsBy('ada');
    expect(byAda.length).toBeLessThan(NODES);
    const resumed = await bob.send('POST', wanted.path, { command: 'resume', id: paused.id });
    expect(resumed.body.wave).toMatchObject({ state: 'running' });
    const ended = await until(bob, wanted.path, 'the end', ({ state }) => state !== 'running');
    expect(ended).toMatchObject({ state: 'complete', done: NODES, failed: 0 });
    expect(await deletionsBy('ada')).toEqual(byAda);
    const all = [...byAda, ...(await deletionsBy('bob'))];
    expect([all.length, new Set(all).size]).toEqual([NODES, NODES]);
    expect([...(await writers()).keys()].sort()).toEqual([userOf('ada'), userOf('bob')]);
  });

  it('[USER-8] a server that starts anew has nobody’s credentials: the wave waits for its user, who goes on with it', async () => {
    const wanted = await stale(world.name('second'));
    await startWave(await UserSession.open(dashboard.url, tokens.ada), wanted);
    await dashboard.stop();
    dashboard = await begin();
    const ada = await eventually('the cluster listed', SOON, async () => {
      const session = await UserSession.open(dashboard.url, tokens.ada);
      return (await session.send('GET', wanted.path)).status === 200 ? session : false;
    });
    const paused = await until(ada, wanted.path, 'the wave paused', ({ state }) => state === 'paused');
    expect(paused).toMatchObject(WAITS);
    await ada.send('POST', wanted.path, { command: 'resume', id: paused.id });
    expect(await until(ada, wanted.path, 'the end', ({ state }) => state !== 'running')).toMatchObject({ state: 'complete' });
    expect((await writers()).has(userOf('server'))).toBe(false);
  });
});
