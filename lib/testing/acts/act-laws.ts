import { randomUUID } from 'node:crypto';
import { beforeAll, expect, it, vi } from 'vitest';
import type { ControllerRevision } from '#lib/kubernetes/controller-revision.ts';
import { PAUSED_ANNOTATION } from '#lib/kubernetes/daemon-set.ts';
import type { Node } from '#lib/kubernetes/node.ts';
import type { NodePool } from '#lib/testing/contract/world.ts';
import type { ActCluster } from './act-cluster.ts';
import { ActScene } from './act-scene.ts';

/** The model hears of new Nodes a moment later. */
const WAIT = { timeout: 30_000, interval: 50 };
const NOBODY = '00000000-0000-4000-8000-000000000000';

/** Acts on the DaemonSet itself. */
export function daemonSetActLaws(cluster: () => ActCluster): void {
  let namespace = '';
  let pool: NodePool;
  const scene = (spec = {}) => ActScene.create(cluster(), { namespace, pool, ...spec });
  const outcomes = ({ body }: Awaited<ReturnType<ActScene['act']>>) => body.results?.map(({ outcome }) => outcome);

  beforeAll(async () => {
    namespace = await cluster().world.namespace();
    pool = await cluster().world.nodes(2);
  });

  it('[ACTS-1] restart replaces every Pod, as kubectl does; a dry run changes nothing', async () => {
    const agent = await scene({ updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: '100%' } } });
    const before = (await agent.pods()).map(({ metadata }) => metadata.uid);
    const rehearsed = await agent.act({ act: 'restart', dryRun: true });
    expect(rehearsed).toMatchObject({ status: 200, body: { act: 'restart', dryRun: true, plan: { nodeCount: 2 } } });
    expect(outcomes(rehearsed)).toEqual(['wouldDo']);
    expect(rehearsed.body.kubectl).toBe(`kubectl rollout restart --namespace=${namespace} daemonset ${agent.name}`);
    expect((await agent.read()).metadata.generation).toBe(1);
    expect(outcomes(await agent.act({ act: 'restart', plan: rehearsed.body.plan?.fingerprint }))).toEqual(['done']);
    const { metadata, spec } = await agent.read();
    expect(spec.template.metadata?.annotations).toMatchObject({
      'kubectl.kubernetes.io/restartedAt': expect.stringMatching(/Z$/),
    });
    const managers = (metadata as { managedFields?: { manager: string }[] }).managedFields?.map(({ manager }) => manager);
    expect(managers).toContain('rollcall');
    await agent.settled();
    const after = (await agent.pods()).map(({ metadata: { uid } }) => uid);
    expect(after.filter((uid) => before.includes(uid))).toEqual([]);
  });

  it('[ACTS-2] a plan that was looked at before a change is refused with 409', async () => {
    const agent = await scene();
    const { body } = await agent.act({ act: 'restart', dryRun: true });
    await agent.changeImage();
    const late = await agent.act({ act: 'restart', plan: body.plan?.fingerprint });
    expect(late).toMatchObject({ status: 409, body: { error: { code: 'target.changed', field: 'plan' } } });
    const foreign = await agent.act({ act: 'restart', uid: NOBODY });
    expect(foreign).toMatchObject({ status: 409, body: { error: { code: 'target.changed', field: 'uid' } } });
  });

  it('[ACTS-3] undo puts a revision back; one that is gone, and one that is there already, are refused', async () => {
    const agent = await scene({ updateStrategy: { type: 'OnDelete' } });
    await agent.changeImage();
    await agent.seen('two revisions', ({ revision }) => revision === 2);
    expect(await agent.act({ act: 'undo', revision: 2 })).toMatchObject({
      status: 409,
      body: { error: { code: 'act.senseless' } },
    });
    const gone = await agent.act({ act: 'undo', revision: 7 });
    expect(gone).toMatchObject({ status: 409, body: { error: { code: 'target.changed', field: 'revision' } } });
    const undone = await agent.confirmed({ act: 'undo', revision: 1 });
    expect(outcomes(undone)).toEqual(['done']);
    expect(undone.body.kubectl).toBe(`kubectl rollout undo --to-revision=1 --namespace=${namespace} daemonset ${agent.name}`);
    const { spec } = await agent.read();
    expect(spec.template.spec.containers).toMatchObject([{ name: 'main', image: 'registry.example/app:1' }]);
    expect(JSON.stringify(spec.template)).not.toContain('$patch');
    await agent.settled();
  });

  it('[ACTS-12] undo to a number that two revisions have is refused, and names both', async () => {
    const agent = await scene({ updateStrategy: { type: 'OnDelete' } });
    await agent.changeImage();
    await agent.seen('two revisions', ({ revision }) => revision === 2);
    const { world } = cluster();
    const revisions = `/apis/apps/v1/namespaces/${namespace}/controllerrevisions`;
    const list = await world.api.get<{ items: ControllerRevision[] }>(`${revisions}?labelSelector=app%3D${agent.name}`);
    const first = world.accepted(list).items.find(({ revision }) => revision === 1);
    const { labels, ownerReferences } = first?.metadata ?? {};
    const twin = { ...first, metadata: { name: `${agent.name}-twin`, labels, ownerReferences } };
    await world.created(revisions, twin as ControllerRevision);
    const deadline = Date.now() + 30_000;
    let refused = await agent.act({ act: 'undo', revision: 1, dryRun: true });
    while (refused.status === 200 && Date.now() < deadline) refused = await agent.act({ act: 'undo', revision: 1, dryRun: true });
    expect(refused).toMatchObject({
      status: 409,
      body: { error: { code: 'target.changed', field: 'revision', message: expect.stringContaining('-twin') } },
    });
  });

  it('[ACTS-4] pause remembers the budget, resume puts it back, and between them it can be changed', async () => {
    const agent = await scene({ updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 2, maxSurge: 0 } } });
    expect(outcomes(await agent.act({ act: 'pause' }))).toEqual(['done']);
    const paused = await agent.read();
    expect(paused.spec.updateStrategy).toEqual({ type: 'OnDelete' });
    expect(paused.metadata.annotations).toHaveProperty(PAUSED_ANNOTATION);
    expect(outcomes(await agent.act({ act: 'pause' }))).toEqual(['alreadyDone']);
    await agent.changeImage();
    await agent.seen('paused', ({ phase, stale }) => phase === 'paused' && stale === 2);
    expect(outcomes(await agent.act({ act: 'setBudget', maxSurge: '50%' }))).toEqual(['done']);
    expect((await agent.read()).spec.updateStrategy).toEqual({ type: 'OnDelete' });
    expect(outcomes(await agent.act({ act: 'resume' }))).toEqual(['done']);
    const resumed = await agent.read();
    expect(resumed.spec.updateStrategy).toEqual({ type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 0, maxSurge: '50%' } });
    expect(resumed.metadata.annotations ?? {}).not.toHaveProperty(PAUSED_ANNOTATION);
    expect(await agent.act({ act: 'resume' })).toMatchObject({ status: 409, body: { error: { code: 'act.senseless' } } });
    await agent.settled();
  });

  it('[ACTS-5] setBudget sets one parameter and the other to 0; the same again is there already', async () => {
    const agent = await scene();
    const all = await agent.act({ act: 'setBudget', maxUnavailable: '100%' });
    expect(outcomes(all)).toEqual(['done']);
    expect(all.body.plan?.warnings.map(({ code }) => code)).toContain('act.everyNode');
    const { updateStrategy } = (await agent.read()).spec;
    expect(updateStrategy).toEqual({ type: 'RollingUpdate', rollingUpdate: { maxUnavailable: '100%', maxSurge: 0 } });
    expect(outcomes(await agent.act({ act: 'setBudget', maxUnavailable: '100%' }))).toEqual(['alreadyDone']);
  });

  it('[ACTS-6] deleteDaemonSet asks for the name; Orphan leaves its Pods, Background takes them', async () => {
    const agent = await scene();
    const before = (await agent.pods()).length;
    const unconfirmed = await agent.act({ act: 'deleteDaemonSet', propagation: 'Orphan' });
    expect(unconfirmed).toMatchObject({ status: 400, body: { error: { code: 'confirmation.required', field: 'confirm' } } });
    const requestId = randomUUID();
    const { uid } = (await agent.read()).metadata;
    const click = JSON.stringify({ act: 'deleteDaemonSet', propagation: 'Orphan', uid, confirm: agent.name, requestId });
    const deleted = await cluster().post(agent, click);
    expect(outcomes(deleted)).toEqual(['done']);
    await cluster().world.until(`${agent.path.replace(/\/[^/]+$/, '')}`, 'the DaemonSet gone', (all) =>
      all.every(({ metadata }) => metadata.uid !== uid),
    );
    expect(await cluster().post(agent, click)).toEqual(deleted);
    const orphans = await agent.pods();
    expect(orphans).toHaveLength(before);
    expect(orphans.flatMap(({ metadata }) => metadata.ownerReferences ?? [])).toEqual([]);
    const other = await scene();
    expect(outcomes(await other.confirmed({ act: 'deleteDaemonSet', propagation: 'Background' }))).toEqual(['done']);
    await cluster().world.until(
      `/api/v1/namespaces/${namespace}/pods?labelSelector=app%3D${other.name}`,
      'its Pods gone',
      (pods) => {
        return pods.length === 0;
      },
    );
  });

  it('[ACTS-7] an act leaves an Event on the DaemonSet that names it and the equal command', async () => {
    const agent = await scene();
    await agent.act({ act: 'setBudget', maxUnavailable: 2 });
    const { uid } = (await agent.read()).metadata;
    const events = await cluster().world.api.get<{
      items: { reason: string; message: string; source: { component?: string } }[];
    }>(`/api/v1/namespaces/${namespace}/events?fieldSelector=involvedObject.uid%3D${uid}`);
    const ours = events.body.items.filter(({ reason }) => reason === 'RollcallSetBudget');
    expect(ours).toHaveLength(1);
    expect(ours[0]).toMatchObject({ source: { component: 'rollcall' }, message: expect.stringContaining('kubectl patch') });
  });

  it('[ACTS-8] cordon and uncordon say what they do to DaemonSets; another Node of that name is refused', async () => {
    const agent = await scene();
    const [node = ''] = pool.names;
    const path = `/api/v1/nodes/${node}`;
    const nodeUid = (await cluster().world.api.get<Node>(path)).body.metadata.uid;
    expect(await agent.act({ act: 'cordon', node, nodeUid: NOBODY })).toMatchObject({
      status: 409,
      body: { error: { code: 'target.changed', field: 'nodeUid' } },
    });
    const cordoned = await agent.act({ act: 'cordon', node, nodeUid });
    expect(outcomes(cordoned)).toEqual(['done']);
    expect(cordoned.body.plan?.effects.map(({ code }) => code)).toContain('act.noDaemonSetMoves');
    expect((await cluster().world.api.get<Node>(path)).body.spec.unschedulable).toBe(true);
    expect(outcomes(await agent.act({ act: 'cordon', node, nodeUid }))).toEqual(['alreadyDone']);
    expect(outcomes(await agent.act({ act: 'uncordon', node, nodeUid }))).toEqual(['done']);
    expect((await cluster().world.api.get<Node>(path)).body.spec).not.toHaveProperty('unschedulable');
  });

  it('[ACTS-9] deleteNode asks for the name and deletes that Node only', async () => {
    const agent = await scene();
    const spare = await cluster().world.nodes(2, { labels: { spare: 'true' } });
    const [node = '', other = ''] = spare.names;
    const nodeUid = (await cluster().world.api.get<Node>(`/api/v1/nodes/${node}`)).body.metadata.uid;
    const unconfirmed = await agent.act({ act: 'deleteNode', node, nodeUid });
    expect(unconfirmed).toMatchObject({ status: 400, body: { error: { code: 'confirmation.required' } } });
    const deleted = await agent.act({ act: 'deleteNode', node, nodeUid, confirm: node });
    expect(outcomes(deleted)).toEqual(['done']);
    expect(deleted.body.kubectl).toBe(`kubectl delete node ${node}`);
    const again = await cluster().world.api.get<Node>(`/api/v1/nodes/${node}`);
    expect(again.status === 404 || again.body.metadata.uid !== nodeUid).toBe(true);
    expect((await cluster().world.api.get<Node>(`/api/v1/nodes/${other}`)).status).toBe(200);
  });

  it('[ACTS-30] several Nodes are cordoned, uncordoned and deleted in one act; those that are so already are left alone', async () => {
    const agent = await scene();
    const { names } = await cluster().world.nodes(3, { labels: { spare: 'true' } });
    const [first = '', ...others] = names;
    const read = (name: string) => cluster().world.api.get<Node>(`/api/v1/nodes/${name}`);
    const cordonFirst = () => agent.act({ act: 'cordon', nodes: [first] });
    await vi.waitFor(async () => expect(outcomes(await cordonFirst())).toEqual(['done']), WAIT);
    await vi.waitFor(async () => expect(outcomes(await cordonFirst())).toEqual(['alreadyDone']), WAIT);
    const cordoned = await agent.act({ act: 'cordon', nodes: names });
    expect(outcomes(cordoned)?.filter((outcome) => outcome === 'done')).toHaveLength(2);
    expect(cordoned.body.kubectl).toContain(others.join(' '));
    expect((await Promise.all(names.map(read))).map(({ body }) => body.spec.unschedulable)).toEqual([true, true, true]);
    const unknown = await agent.act({ act: 'uncordon', nodes: [first, 'no-such-node'] });
    expect(unknown).toMatchObject({ body: { error: { code: 'node.notFound', field: 'nodes' } } });
    expect(await agent.act({ act: 'deleteNode', nodes: others })).toMatchObject({
      status: 400,
      body: { error: { code: 'confirmation.required' } },
    });
    const { body } = await agent.act({ act: 'deleteNode', nodes: others, dryRun: true });
    const deleted = await agent.act({ act: 'deleteNode', nodes: others, confirm: body.plan?.confirmation ?? '' });
    expect(outcomes(deleted)).toEqual(['done', 'done']);
    expect((await read(first)).status).toBe(200);
  });

  it('[ACTS-10] clearProjectNodeSelector empties the annotation, once', async () => {
    const agent = await scene();
    const annotation = 'openshift.io/node-selector';
    const path = `/api/v1/namespaces/${namespace}`;
    await cluster().world.api.patch(path, { metadata: { annotations: { [annotation]: 'disk=ssd', keep: 'me' } } });
    const cleared = await agent.act({ act: 'clearProjectNodeSelector', annotation });
    expect(outcomes(cleared)).toEqual(['done']);
    expect(cleared.body.plan).toMatchObject({ nodeCount: 2, objects: [{ kind: 'Namespace', name: namespace }] });
    const { body } = await cluster().world.api.get<{ metadata: { annotations: Record<string, string> } }>(path);
    expect(body.metadata.annotations).toMatchObject({ [annotation]: '', keep: 'me' });
    expect(outcomes(await agent.act({ act: 'clearProjectNodeSelector', annotation }))).toEqual(['alreadyDone']);
  });

  it('[ACTS-11] who may do everything is told so, with the name that the API server knows', async () => {
    const agent = await scene();
    const { username, readOnly, acts } = await cluster().access(agent);
    expect([username.length > 0, readOnly]).toEqual([true, null]);
    expect(Object.entries(acts).filter(([, { allowed, missing }]) => !allowed || missing.length > 0)).toEqual([]);
    expect(Object.keys(acts)).toHaveLength(14);
  });
}
