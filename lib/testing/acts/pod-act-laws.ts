import { randomUUID } from 'node:crypto';
import { beforeAll, expect, it } from 'vitest';
import { podManifest } from '#lib/testing/contract/manifests.ts';
import { type NodePool, podsOf } from '#lib/testing/contract/world.ts';
import type { ActCluster } from './act-cluster.ts';
import { ActScene } from './act-scene.ts';

const ON_DELETE = { updateStrategy: { type: 'OnDelete' } } as const;
const NOBODY = '00000000-0000-4000-8000-000000000000';

/** Acts on Pods. */
export function podActLaws(cluster: () => ActCluster): void {
  let namespace = '';
  let pool: NodePool;
  const scene = (spec = {}) => ActScene.create(cluster(), { namespace, pool, ...spec });
  const outcomes = ({ body }: Awaited<ReturnType<ActScene['act']>>) => body.results?.map(({ outcome }) => outcome);
  const uidsOf = async (agent: ActScene) => (await agent.pods()).map(({ metadata }) => metadata.uid).sort();

  beforeAll(async () => {
    namespace = await cluster().world.namespace();
    pool = await cluster().world.nodes(3);
  });

  it('[ACTS-20] deleteStale: the dry run deletes nothing, the act every stale Pod, and then nothing is left', async () => {
    const agent = await scene(ON_DELETE);
    expect(await agent.act({ act: 'deleteStale' })).toMatchObject({
      status: 200,
      body: { results: [], plan: { objectCount: 0 } },
    });
    await agent.changeImage();
    await agent.seen('stale', ({ stale }) => stale === 3);
    const before = await uidsOf(agent);
    const rehearsed = await agent.act({ act: 'deleteStale', dryRun: true });
    expect(outcomes(rehearsed)).toEqual(['wouldDo', 'wouldDo', 'wouldDo']);
    expect(rehearsed.body.plan).toMatchObject({ objectCount: 3, nodeCount: 3, confirmation: null });
    expect(await uidsOf(agent)).toEqual(before);
    const done = await agent.act({ act: 'deleteStale', plan: rehearsed.body.plan?.fingerprint });
    expect(outcomes(done)).toEqual(['done', 'done', 'done']);
    expect(done.body.kubectl?.split(' ').slice(0, 3)).toEqual(['kubectl', 'delete', 'pod']);
    await agent.settled({ gone: before });
    expect((await uidsOf(agent)).filter((uid) => before.includes(uid))).toEqual([]);
  });

  it('[ACTS-21] deleteStale of some Nodes leaves the others alone', async () => {
    const agent = await scene(ON_DELETE);
    await agent.changeImage();
    await agent.seen('stale', ({ stale }) => stale === 3);
    const [chosen = '', ...others] = pool.names;
    const kept = await Promise.all(others.map(async (node) => (await agent.podOn(node)).metadata.uid));
    expect(outcomes(await agent.act({ act: 'deleteStale', nodes: [chosen] }))).toEqual(['done']);
    await agent.seen('two stale', ({ stale, available }) => stale === 2 && available === 3);
    expect((await uidsOf(agent)).filter((uid) => kept.includes(uid))).toHaveLength(2);
    const unknown = await agent.act({ act: 'deleteStale', nodes: ['no-such-node'] });
    expect(unknown).toMatchObject({ status: 404, body: { error: { code: 'node.notFound', field: 'nodes' } } });
  });

  it('[ACTS-22] a click that is sent twice gets the first answer and deletes nothing a second time', async () => {
    const agent = await scene(ON_DELETE);
    await agent.changeImage();
    await agent.seen('stale', ({ stale }) => stale === 3);
    const click = { act: 'deleteStale', requestId: randomUUID() } as const;
    const [first, second] = await Promise.all([agent.act(click), agent.act(click)]);
    expect(outcomes(first)).toEqual(['done', 'done', 'done']);
    expect(second).toEqual(first);
    await agent.settled();
    const settled = await uidsOf(agent);
    expect(await agent.act(click)).toEqual(first);
    expect(await uidsOf(agent)).toEqual(settled);
    const other = await agent.act({ ...click, nodes: [...pool.names] });
    expect(other).toMatchObject({ status: 409, body: { error: { code: 'request.reused', field: 'requestId' } } });
  });

  it('[ACTS-23] deletePod deletes that Pod only; another uid, another owner and a missing one are refused', async () => {
    const agent = await scene();
    const [node] = pool.names;
    const pod = await agent.podOn(node);
    const { name, uid } = pod.metadata;
    const wrong = await agent.act({ act: 'deletePod', pod: { name, uid: NOBODY } });
    expect(wrong).toMatchObject({ status: 409, body: { error: { code: 'target.changed', field: 'pod.uid' } } });
    const stranger = await cluster().world.created(podsOf(namespace), podManifest(cluster().world.name('stranger')));
    const foreign = { name: stranger.metadata.name, uid: stranger.metadata.uid };
    expect(await agent.act({ act: 'deletePod', pod: foreign })).toMatchObject({
      status: 409,
      body: { error: { field: 'pod.name' } },
    });
    expect((await agent.act({ act: 'deletePod', pod: { name: 'absent', uid } })).status).toBe(404);
    expect(outcomes(await agent.act({ act: 'deletePod', pod: { name, uid } }))).toEqual(['done']);
    await agent.settled({ gone: [uid] });
    const uids = await uidsOf(agent);
    expect(uids).toHaveLength(3);
    expect(uids).not.toContain(uid);
  });

  it('[ACTS-24] a deletion by force explains itself, asks for the Pod’s name and waits for nobody', async () => {
    const agent = await scene();
    const { name, uid } = (await agent.podOn(pool.names[0])).metadata;
    const body = { act: 'deletePod', pod: { name, uid }, force: true } as const;
    const rehearsed = await agent.act({ ...body, dryRun: true });
    expect(rehearsed.body.plan).toMatchObject({ confirmation: name, warnings: [{ code: 'act.force' }] });
    expect((await agent.act(body)).status).toBe(400);
    expect(outcomes(await agent.act({ ...body, confirm: name }))).toEqual(['done']);
    expect(await uidsOf(agent)).not.toContain(uid);
    await agent.settled();
  });

  it('[ACTS-25] an eviction that a PodDisruptionBudget refuses waits, names it, and deletes nothing', async () => {
    const agent = await scene();
    const { name, uid } = (await agent.podOn(pool.names[0])).metadata;
    const budgets = `/apis/policy/v1/namespaces/${namespace}/poddisruptionbudgets`;
    const budget = `keep-${agent.name}`;
    await cluster().world.created(budgets, {
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata: { name: budget },
      spec: { minAvailable: 3, selector: { matchLabels: { app: agent.name } } },
    });
    await cluster().world.untilObject<{ metadata: never; status?: { expectedPods?: number } }>(
      budgets,
      budget,
      'known',
      ({ status }) => {
        return status?.expectedPods === 3;
      },
    );
    const body = { act: 'evictPod', pod: { name, uid } } as const;
    const rehearsed = await agent.act({ ...body, dryRun: true });
    expect(rehearsed.body.plan?.warnings).toContainEqual({ code: 'act.evictionWaits', params: { budget } });
    const waiting = await agent.act(body);
    expect(outcomes(waiting)).toEqual(['waiting']);
    expect(waiting.body.results?.[0]?.message).toContain(budget);
    expect((await agent.podOn(pool.names[0])).metadata.uid).toBe(uid);
    await cluster().world.api.delete(`${budgets}/${budget}`);
    expect(outcomes(await agent.act(body))).toEqual(['done']);
    await agent.settled({ gone: [uid] });
    expect(await uidsOf(agent)).not.toContain(uid);
  });

  it('[ACTS-27] of two people who delete the same stale Pods at once each Pod obeys one', async () => {
    const agent = await scene(ON_DELETE);
    await agent.changeImage();
    await agent.seen('stale', ({ stale }) => stale === 3);
    const before = await uidsOf(agent);
    const answers = await Promise.all([1, 2, 3].map(() => agent.act({ act: 'deleteStale' })));
    const results = answers.flatMap(({ body }) => body.results ?? []);
    expect(results.flatMap(({ outcome, uid }) => (outcome === 'done' ? [uid] : [])).sort()).toEqual(before);
    expect(results.every(({ outcome }) => outcome === 'done' || outcome === 'alreadyDone')).toBe(true);
    await agent.settled();
  });

  it('[ACTS-26] deleteStale of more than five Pods asks for the DaemonSet’s name', async () => {
    const many = await cluster().world.nodes(6);
    const agent = await ActScene.create(cluster(), { namespace, pool: many, ...ON_DELETE });
    await agent.changeImage();
    await agent.seen('stale', ({ stale }) => stale === 6);
    expect(await agent.act({ act: 'deleteStale' })).toMatchObject({ status: 400, body: { error: { field: 'confirm' } } });
    expect(await agent.act({ act: 'deleteStale', confirm: 'other' })).toMatchObject({ status: 400 });
    expect(outcomes(await agent.act({ act: 'deleteStale', confirm: agent.name }))).toHaveLength(6);
    await agent.settled();
  });
}
