import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Wave, WaveAnswer } from '#lib/feed/wave.ts';
import { ActScene } from '#lib/testing/acts/act-scene.ts';
import { dashboardCluster } from '#lib/testing/acts/dashboard-cluster.ts';
import { type NodePool, World } from '#lib/testing/contract/world.ts';
import { startControlPlane } from './control-plane.ts';
import type { ControlPlane } from './control-plane-contract.ts';
import { type Dashboard, startDashboard } from './support/dashboard.ts';
import { eventually } from './support/eventually.ts';

const NODES = 3;
const SETTINGS = { order: 'oldest', size: 1, pauseSeconds: 0, failuresAllowed: 0, availableWithinSeconds: 300, by: 'eviction' };

let plane: ControlPlane;
let world: World;
let dashboard: Dashboard;
let namespace = '';
let pool: NodePool;

beforeAll(async () => {
  plane = await startControlPlane();
  world = new World(plane.access);
  [namespace, pool] = await Promise.all([world.namespace(), world.nodes(NODES)]);
  dashboard = await startDashboard({ kubeconfig: plane.kubeconfig });
});
afterAll(async () => {
  await dashboard?.stop();
  world?.api.close();
  await plane?.stop();
});

/** A DaemonSet of stale Pods under a PodDisruptionBudget, and a wave that is to evict them. */
async function guarded(spec: object) {
  const cluster = dashboardCluster(dashboard, world, 'rollcall');
  const scene = await ActScene.create(cluster, { namespace, pool, updateStrategy: { type: 'OnDelete' } });
  const selector = { matchLabels: { app: scene.name } };
  const budgets = `/apis/policy/v1/namespaces/${namespace}/poddisruptionbudgets`;
  const metadata = { name: `${scene.name}-guard` };
  const guard = { apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', metadata, spec: { selector, ...spec } };
  await world.created(budgets, guard);
  await world.untilObject<{ metadata: typeof metadata & { uid: string }; status?: { conditions?: unknown[] } } & never>(
    budgets,
    metadata.name,
    'the budget counted',
    (budget) => (budget as { status?: { conditions?: unknown[] } }).status?.conditions !== undefined,
  );
  await scene.changeImage();
  await scene.seen('stale', ({ stale }) => stale === NODES);
  const path = `/api/c/rollcall/daemonsets/${namespace}/${scene.name}/wave`;
  const body = JSON.stringify({ command: 'start', uid: (await scene.read()).metadata.uid, ...SETTINGS });
  const headers = { authorization: `Bearer ${dashboard.token}`, 'content-type': 'application/json' };
  expect((await fetch(dashboard.url + path, { method: 'POST', headers, body })).status).toBe(200);
  const wave = async () => (await dashboard.read<WaveAnswer>(path)).wave ?? expect.fail('there is a wave');
  const until = (what: string, condition: (wave: Wave) => boolean) =>
    eventually(what, { withinMs: 60_000 }, async () => {
      const now = await wave();
      if (condition(now)) return now;
      throw new Error(JSON.stringify(now.reason));
    });
  return { scene, until, budget: `${budgets}/${metadata.name}`, name: metadata.name };
}

describe('a wave of evictions under a PodDisruptionBudget on a real control plane', () => {
  it('[E2EWAVE-20] waits for the budget that does not allow the next one, says which, and goes on when it does', async () => {
    const { scene, until, budget, name } = await guarded({ minAvailable: NODES });
    const waiting = await until('the wave waiting', ({ reason }) => reason.code === 'wave.waitsForBudget');
    expect(waiting).toMatchObject({ state: 'running', done: 0, reason: { params: { budget: name } } });
    expect((await scene.pods()).filter(({ metadata }) => metadata.deletionTimestamp !== undefined)).toEqual([]);
    world.accepted(await world.api.patch(budget, { spec: { minAvailable: NODES - 1 } }));
    expect(await until('the end', ({ state }) => state !== 'running')).toMatchObject({ state: 'complete', done: NODES });
    await scene.settled();
  });

  it('[E2EWAVE-21] names why a budget that counts in maxUnavailable can allow no Pod of a DaemonSet, and goes on without it', async () => {
    const { scene, until, budget, name } = await guarded({ maxUnavailable: 1 });
    const waiting = await until('the wave waiting', ({ reason }) => reason.code === 'wave.budgetFails');
    expect(waiting).toMatchObject({ state: 'running', done: 0, reason: { params: { budget: name } } });
    expect(String(waiting.reason.params.message)).toMatch(/daemonsets?\.apps.*scale|no controllers|does not implement/);
    world.accepted(await world.api.delete(budget));
    expect(await until('the end', ({ state }) => state !== 'running')).toMatchObject({ state: 'complete', done: NODES });
    await scene.settled();
  });
});
