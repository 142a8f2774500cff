import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { daemonSetActLaws } from '#lib/testing/acts/act-laws.ts';
import { ActScene } from '#lib/testing/acts/act-scene.ts';
import { dashboardCluster } from '#lib/testing/acts/dashboard-cluster.ts';
import { engineCluster } from '#lib/testing/acts/engine-cluster.ts';
import { nodeActLaws } from '#lib/testing/acts/node-act-laws.ts';
import { podActLaws } from '#lib/testing/acts/pod-act-laws.ts';
import { writeLaws } from '#lib/testing/acts/write-laws.ts';
import type { NodePool } from '#lib/testing/contract/world.ts';
import { World } from '#lib/testing/contract/world.ts';
import { startControlPlane } from './control-plane.ts';
import type { ControlPlane } from './control-plane-contract.ts';
import { type Dashboard, startDashboard } from './support/dashboard.ts';
import { eventually } from './support/eventually.ts';

const SLUG = 'rollcall';
const ON_DELETE = { updateStrategy: { type: 'OnDelete' } } as const;
/** What the pages show, and nothing more. */
const VIEW = [
  { apiGroups: ['apps'], resources: ['daemonsets', 'controllerrevisions'], verbs: ['get', 'list', 'watch'] },
  { apiGroups: [''], resources: ['pods', 'nodes', 'namespaces'], verbs: ['get', 'list', 'watch'] },
  { apiGroups: [''], resources: ['events'], verbs: ['list'] },
];

describe('acts on a real control plane', () => {
  let plane: ControlPlane;
  let world: World;
  const dashboards: Dashboard[] = [];
  const aDashboard = async (kubeconfig: string, environment: Readonly<Record<string, string>> = {}) => {
    const dashboard = await startDashboard({ kubeconfig, environment });
    dashboards.push(dashboard);
    const cluster = dashboardCluster(dashboard, world, SLUG);
    await eventually('the cluster listed', { withinMs: 30_000 }, () => dashboard.read(`/api/c/${SLUG}/daemonsets`));
    return cluster;
  };
  /** Gives the user without rights these, and takes them away again when called back. */
  const grant = async (name: string, rules: readonly object[]) => {
    const roles = '/apis/rbac.authorization.k8s.io/v1/clusterroles';
    const bindings = '/apis/rbac.authorization.k8s.io/v1/clusterrolebindings';
    const roleRef = { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name };
    const subjects = [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name: 'viewer' }];
    await world.created(roles, { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata: { name }, rules });
    const binding = {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRoleBinding',
      metadata: { name },
      roleRef,
      subjects,
    };
    await world.created(bindings, binding);
    return () => world.api.delete(`${bindings}/${name}`);
  };

  beforeAll(async () => {
    plane = await startControlPlane();
    world = new World(plane.access);
  });

  afterAll(async () => {
    await Promise.all(dashboards.map((dashboard) => dashboard.stop()));
    world?.api.close();
    await plane?.stop();
  });

  describe('the writes themselves', () => {
    let cluster: Awaited<ReturnType<typeof engineCluster>>;
    beforeAll(async () => {
      cluster = await engineCluster({ kubeconfig: await readFile(plane.kubeconfig, 'utf8'), access: plane.access });
    });
    afterAll(() => cluster?.stop());
    writeLaws(
      () => world,
      () => cluster.writes,
    );
  });

  describe('through the dashboard', () => {
    let cluster: ReturnType<typeof dashboardCluster>;
    beforeAll(async () => {
      cluster = await aDashboard(plane.kubeconfig);
    });
    daemonSetActLaws(() => cluster);
    podActLaws(() => cluster);
    nodeActLaws(() => cluster);
  });

  describe('for a user with few rights', () => {
    let namespace = '';
    let pool: NodePool;
    let cluster: ReturnType<typeof dashboardCluster>;
    beforeAll(async () => {
      [namespace, pool] = await Promise.all([world.namespace(), world.nodes(2)]);
      await grant('acts-view', VIEW);
      cluster = await aDashboard(plane.viewerKubeconfig);
    });

    it('[E2EACT-1] each act is refused with 403 by the right that is missing, and buttons are told so beforehand', async () => {
      const agent = await ActScene.create(cluster, { namespace, pool, ...ON_DELETE });
      await agent.changeImage();
      await agent.seen('stale', ({ stale }) => stale === 2);
      const [node = ''] = pool.names;
      const pod = (await agent.podOn(node)).metadata;
      const nodeUid = (await world.api.get<{ metadata: { uid: string } }>(`/api/v1/nodes/${node}`)).body.metadata.uid;
      const target = { pod: { name: pod.name, uid: pod.uid } };
      const refusals = {
        deleteStale: [{}, `delete pods in ${namespace}`],
        deletePod: [target, `delete pods in ${namespace}`],
        evictPod: [target, `create pods/eviction in ${namespace}`],
        restart: [{}, `patch daemonsets.apps in ${namespace}`],
        undo: [{ revision: 1 }, `patch daemonsets.apps in ${namespace}`],
        pause: [{}, `patch daemonsets.apps in ${namespace}`],
        resume: [{}, `patch daemonsets.apps in ${namespace}`],
        setBudget: [{ maxUnavailable: 1 }, `patch daemonsets.apps in ${namespace}`],
        cordon: [{ node, nodeUid }, 'patch nodes'],
        uncordon: [{ node, nodeUid }, 'patch nodes'],
        deleteNode: [{ node, nodeUid, confirm: node }, 'delete nodes'],
        deleteDaemonSet: [{ propagation: 'Background', confirm: agent.name }, `delete daemonsets.apps in ${namespace}`],
        clearProjectNodeSelector: [{ annotation: 'openshift.io/node-selector' }, 'patch namespaces'],
      } as const;
      const before = await agent.pods();
      const access = await cluster.access(agent);
      expect(access).toMatchObject({ username: 'viewer', readOnly: null });
      for (const [act, [members, right]] of Object.entries(refusals)) {
        for (const dryRun of [true, false]) {
          const answered = await agent.act({ act: act as keyof typeof refusals, dryRun, ...members });
          expect([act, answered.status, answered.body.error?.code]).toEqual([act, 403, 'rbac.forbidden']);
          expect(answered.body.error?.message).toContain(`viewer may not ${right}`);
        }
        expect([act, access.acts[act as keyof typeof refusals].allowed]).toEqual([act, false]);
      }
      const onNode = { cordon: {}, uncordon: {}, deleteNode: { confirm: node }, evictPod: { pod: { ...target.pod, namespace } } };
      for (const [act, members] of Object.entries(onNode)) {
        const answered = await cluster.postToNode(node, JSON.stringify({ act, uid: nodeUid, ...members }));
        expect([act, answered.status, answered.body.error?.code]).toEqual([act, 403, 'rbac.forbidden']);
        expect(answered.body.error?.message).toContain(`viewer may not ${refusals[act as keyof typeof onNode][1]}`);
      }
      const { acts, pods } = await cluster.nodeAccess(node, [namespace]);
      expect([...Object.values(acts), ...Object.values(pods[namespace] ?? {})].map(({ allowed }) => allowed)).toEqual(
        Array.from({ length: 5 }, () => false),
      );
      expect((await agent.pods()).map(({ metadata }) => metadata.uid)).toEqual(before.map(({ metadata }) => metadata.uid));
    });

    it('[E2EACT-2] a right that is given or taken away counts within ten seconds', async () => {
      const agent = await ActScene.create(cluster, { namespace, pool, ...ON_DELETE });
      await agent.changeImage();
      await agent.seen('stale', ({ stale }) => stale === 2);
      const takeBack = await grant('acts-roller', [{ apiGroups: [''], resources: ['pods'], verbs: ['delete'] }]);
      const isAllowed = async () => (await cluster.access(agent)).acts.deleteStale.allowed;
      await eventually('the right', { withinMs: 15_000 }, isAllowed);
      const [node = ''] = pool.names;
      const done = await agent.act({ act: 'deleteStale', nodes: [node] });
      expect(done.body.results).toMatchObject([{ kind: 'Pod', outcome: 'done' }]);
      await takeBack();
      await eventually('the right gone', { withinMs: 15_000 }, async () => !(await isAllowed()));
      expect((await agent.act({ act: 'deleteStale' })).status).toBe(403);
    });
  });

  it('[E2EACT-3] a dashboard that was started read-only refuses every act and says how to change that', async () => {
    const cluster = await aDashboard(plane.kubeconfig, { ROLLCALL_READ_ONLY: 'true' });
    const [namespace, pool] = await Promise.all([world.namespace(), world.nodes(1)]);
    const agent = await ActScene.create(cluster, { namespace, pool });
    const refused = await agent.act({ act: 'restart' });
    expect(refused).toMatchObject({ status: 403, body: { error: { code: 'readOnly.refused' } } });
    expect(refused.body.error?.message).toContain('ROLLCALL_READ_ONLY');
    expect((await cluster.access(agent)).readOnly).toBe('flag');
    const [node = ''] = pool.names;
    const { uid } = (await world.api.get<{ metadata: { uid: string } }>(`/api/v1/nodes/${node}`)).body.metadata;
    const cordon = await cluster.postToNode(node, JSON.stringify({ act: 'cordon', uid }));
    expect(cordon).toMatchObject({ status: 403, body: { error: { code: 'readOnly.refused' } } });
    expect((await cluster.nodeAccess(node, [])).readOnly).toBe('flag');
    expect((await agent.read()).metadata.generation).toBe(1);
  });

  it('[E2EACT-4] nothing is done on a stale view', async () => {
    const cluster = await aDashboard(plane.kubeconfig);
    const [namespace, pool] = await Promise.all([world.namespace(), world.nodes(1)]);
    const agent = await ActScene.create(cluster, { namespace, pool });
    const { uid } = (await agent.read()).metadata;
    await plane.stopApiServer();
    const body = JSON.stringify({ act: 'restart', uid });
    const refused = await eventually('a refusal', { withinMs: 40_000 }, async () => {
      const answered = await cluster.post(agent, body);
      return answered.body.error?.code === 'view.stale' ? answered : false;
    });
    expect(refused.status).toBe(503);
    await plane.startApiServer();
    expect((await agent.read()).metadata.generation).toBe(1);
  });
});
