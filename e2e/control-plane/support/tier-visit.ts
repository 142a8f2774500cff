import type { Browser } from '@playwright/test';
import { ActScene } from '#lib/testing/acts/act-scene.ts';
import { dashboardCluster } from '#lib/testing/acts/dashboard-cluster.ts';
import { podManifest } from '#lib/testing/contract/manifests.ts';
import { type NodePool, podsOf, type World } from '#lib/testing/contract/world.ts';
import type { ControlPlane } from '../control-plane-contract.ts';
import { type AuditedRequest, auditedRequests } from './api-audit.ts';
import { type Dashboard, startDashboard } from './dashboard.ts';
import { eventually } from './eventually.ts';
import { readEveryView } from './read-every-view.ts';
import { type Bound, bindAccount, userOf } from './role-tiers.ts';
import { bodiesOfActs, runWave, SELECTOR } from './tier-acts.ts';
import { browse } from './tier-in-browser.ts';

const SLUG = 'rollcall';

export interface Visitor extends Bound {
  readonly mayDo: ReadonlySet<string>;
  /** Whether the controller replaces Pods by itself; else they stay stale. */
  readonly rolls?: boolean;
  /** Where a person looks too. */
  readonly browser?: Browser;
  /** A right that the product uses by itself, in its own time. */
  readonly waitFor?: string;
}

export interface Visit {
  readonly requests: readonly AuditedRequest[];
  /** What answered otherwise than the tier promises. */
  readonly surprises: readonly string[];
}

/** Where everything happens: one Namespace and the Nodes of its DaemonSets. */
export interface VisitedCluster {
  readonly plane: ControlPlane;
  readonly world: World;
  readonly namespace: string;
  readonly pool: NodePool;
}

/** Starts the product as `who`, does everything that there is to do, and answers what the API server was asked for it. */
export async function visit(where: VisitedCluster, who: Visitor): Promise<Visit> {
  const { plane, world, namespace, pool } = where;
  const kubeconfig = await bindAccount(plane, who);
  const dashboard = await startDashboard({ kubeconfig, environment: { ROLLCALL_NAMESPACE: who.inside?.namespace ?? '' } });
  const asked = async () => (await auditedRequests(plane.auditLog)).filter(({ user }) => user === userOf(who.account));
  try {
    await eventually('the cluster listed', { withinMs: 30_000 }, () => dashboard.read(`/api/c/${SLUG}/daemonsets`));
    const updateStrategy = { type: who.rolls ? 'RollingUpdate' : 'OnDelete' } as const;
    const cluster = dashboardCluster(dashboard, world, SLUG);
    const scene = await ActScene.create(cluster, { namespace, pool, updateStrategy });
    await makeStale(scene, who, '2');
    const looked = await look(dashboard, scene, { ...where, inside: who.inside !== undefined });
    if (who.browser) {
      await browse(await who.browser.newContext(), { dashboard, scene, mayDelete: who.mayDo.has('deleteStale') });
      await makeStale(scene, who, '3');
    }
    const surprises = [...looked, ...(await act(dashboard, scene, { ...where, ...who }))];
    const { waitFor } = who;
    if (waitFor !== undefined)
      await eventually(waitFor, { withinMs: 30_000 }, async () => (await asked()).some(({ right }) => right === waitFor));
    return { requests: await asked(), surprises };
  } finally {
    await dashboard.stop();
  }
}

async function makeStale(scene: ActScene, { rolls = false }: Visitor, tag: string): Promise<void> {
  await scene.changeImage(`registry.example/app:${tag}`);
  if (rolls) await scene.settled();
  else await scene.seen('stale', ({ stale }) => stale === scene.pool.names.length);
}

/** Looks at a Node on which a Pod of nobody could make room. */
async function look(
  dashboard: Dashboard,
  scene: ActScene,
  { world, namespace, inside }: VisitedCluster & { readonly inside: boolean },
): Promise<readonly string[]> {
  const [node = ''] = scene.pool.names;
  await world.created(podsOf(namespace), podManifest(world.name('movable'), { nodeName: node }));
  const pod = (await scene.podOn(node)).metadata.name;
  const seen = await readEveryView(dashboard.url, dashboard.token, { cluster: SLUG, namespace, name: scene.name, node, pod });
  return seen
    .filter(({ path, status }) => !mayAnswer(path, status) && !(inside && status === 403 && OF_WHOLE_NODES.test(path)))
    .map(({ path, status }) => `GET ${path} ${status}`);
}

/** Who sees one Namespace does not see a whole Node. */
const OF_WHOLE_NODES = /\/nodes\/[^/]+\/resources$|\/c\/[^/]+\/nodes\/[^/]+\/events$/;

/** A path that takes a POST only says so; no kubelet has a log here. */
function mayAnswer(path: string, status: number): boolean {
  if (/\/(acts|placement|node-comparison)$/.test(path)) return status === 405;
  return path.endsWith('/log') ? status !== 500 : status === 200;
}

async function act(dashboard: Dashboard, scene: ActScene, who: Visitor & VisitedCluster): Promise<readonly string[]> {
  const { world, namespace, mayDo, rolls = false } = who;
  const spare = await world.nodes(1);
  await world.api.patch(`/api/v1/namespaces/${namespace}`, { metadata: { annotations: { [SELECTOR]: 'disk=ssd' } } });
  const surprises: string[] = [];
  const note = (act: string, { status, code }: { readonly status: number; readonly code?: string | undefined }) => {
    const makesNoSense = !rolls && code === 'act.senseless';
    const isRight = mayDo.has(act) ? status === 200 || makesNoSense : status === 403;
    if (!isRight) surprises.push(`${act} ${status} ${code ?? ''}`);
  };
  for (const [name, members] of await bodiesOfActs(scene, spare.names[0] ?? '')) {
    if (name === 'deleteDaemonSet') await runWaves(dashboard, scene, { mayDo, note });
    for (const dryRun of [true, false]) {
      const { status, body } = await scene.act({ act: name, dryRun, ...members });
      note(name, { status, code: body.error?.code });
    }
  }
  return surprises;
}

interface Notes {
  readonly mayDo: ReadonlySet<string>;
  readonly note: (act: string, answer: { readonly status: number }) => void;
}

async function runWaves(dashboard: Dashboard, scene: ActScene, { mayDo, note }: Notes): Promise<void> {
  for (const by of ['delete', 'eviction'] as const) {
    if (mayDo.has('wave')) await scene.changeImage(`registry.example/app:${by}`);
    for (const status of await runWave(dashboard, scene, by)) note('wave', { status });
  }
}
