import type { ActName } from '#lib/feed/act.ts';
import type { WaveAnswer } from '#lib/feed/wave.ts';
import type { ActScene } from '#lib/testing/acts/act-scene.ts';
import type { Dashboard } from './dashboard.ts';
import { eventually } from './eventually.ts';

export const SELECTOR = 'openshift.io/node-selector';

/** What a person with a tier may do. */
export const ACTS_OF_TIER: Readonly<Record<string, readonly (ActName | 'wave')[]>> = {
  view: [],
  logs: [],
  roller: ['deletePod', 'evictPod', 'deleteStale', 'wave'],
  operator: ['restart', 'undo', 'pause', 'resume', 'setBudget'],
  breaker: ['cordon', 'uncordon', 'deleteNode', 'clearProjectNodeSelector', 'deleteDaemonSet'],
};

/** Acts that RBAC can give for the whole cluster only. */
export const CLUSTER_ACTS: ReadonlySet<string> = new Set(['cordon', 'uncordon', 'deleteNode']);

/** Every act on one DaemonSet of several stale Pods, each with a target of its own; the last one deletes the DaemonSet. */
export async function bodiesOfActs(scene: ActScene, spareNode: string): Promise<readonly (readonly [ActName, object])[]> {
  const [first, second, third] = scene.pool.names;
  const target = async (node: string | undefined) => {
    const { name, uid } = (await scene.podOn(node)).metadata;
    return { pod: { name, uid } };
  };
  const { uid } = (await scene.cluster.world.api.get<{ metadata: { uid: string } }>(`/api/v1/nodes/${spareNode}`)).body.metadata;
  const node = { node: spareNode, nodeUid: uid };
  return [
    ['deletePod', await target(first)],
    ['evictPod', await target(second)],
    ['deleteStale', { nodes: [third] }],
    ['setBudget', { maxUnavailable: 2 }],
    ['pause', {}],
    ['resume', {}],
    ['restart', {}],
    ['undo', { revision: 1 }],
    ['cordon', node],
    ['uncordon', node],
    ['deleteNode', { ...node, confirm: spareNode }],
    ['clearProjectNodeSelector', { annotation: SELECTOR }],
    ['deleteDaemonSet', { propagation: 'Background', confirm: scene.name }],
  ];
}

/** Starts a wave over what is stale, follows it to its end and forgets it; answers the HTTP statuses in that order. */
export async function runWave(dashboard: Dashboard, scene: ActScene, by: 'delete' | 'eviction'): Promise<readonly number[]> {
  const path = `/api/c/rollcall/daemonsets/${scene.namespace}/${scene.name}/wave`;
  const { uid } = (await scene.read()).metadata;
  const settings = { order: 'oldest', size: 2, pauseSeconds: 0, failuresAllowed: 0, availableWithinSeconds: 60, by };
  const started = await send(dashboard, path, 'POST', { command: 'start', uid, confirm: scene.name, ...settings });
  if (started !== 200) return [started];
  await eventually('the end of the wave', { withinMs: 60_000 }, async () => {
    const { wave } = await dashboard.read<WaveAnswer>(path);
    return wave?.state === 'complete';
  });
  return [started, await send(dashboard, path, 'DELETE')];
}

async function send(dashboard: Dashboard, path: string, method: string, body?: object): Promise<number> {
  const headers = { authorization: `Bearer ${dashboard.token}`, 'content-type': 'application/json' };
  const answer = await fetch(dashboard.url + path, { method, headers, body: body === undefined ? null : JSON.stringify(body) });
  await answer.arrayBuffer();
  return answer.status;
}
