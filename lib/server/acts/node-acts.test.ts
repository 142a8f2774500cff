import fc from 'fast-check';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { log } from '#lib/server/engine/log.ts';
import { Refusal } from '#lib/server/http/refusal.ts';
import { KubernetesApiError } from '#lib/server/kubernetes/kubernetes-api-error.ts';
import type { AccessQuestion } from '#lib/server/kubernetes/operations.ts';
import { aFakeActCluster, uuid } from '#lib/testing/acts/fake-act-cluster.ts';
import { aNode } from '#lib/testing/builders/a-node.ts';
import { hostileName } from '#lib/testing/hostile-names.ts';
import { readNodeActRequest } from './act-request.ts';

const NODE = { uid: uuid(10_000) };
const POD = { name: 'p0', uid: uuid(100), namespace: 'default' };
const EVERY = [
  { act: 'cordon', ...NODE },
  { act: 'uncordon', ...NODE },
  { act: 'deleteNode', ...NODE, confirm: 'n0' },
  { act: 'evictPod', ...NODE, pod: POD },
] as const;

vi.setConfig({ testTimeout: 60_000 }); // Hundreds of texts for each, on machines that are shared.

beforeEach(() => {
  vi.spyOn(log, 'info').mockImplementation(() => undefined);
  vi.spyOn(log, 'warn').mockImplementation(() => undefined);
});

function nothingWritten({ writes }: ReturnType<typeof aFakeActCluster>) {
  const { setUnschedulable, deleteNode, evictPod, deletePod } = writes;
  for (const write of [setUnschedulable, deleteNode, evictPod, deletePod]) expect(write).not.toHaveBeenCalled();
}

describe('an act on a Node by its own path', () => {
  it.each(EVERY)(
    '[NODEACT-1] $act is done, with the uid of the path’s Node, and leaves a line that names the Node',
    async (body) => {
      const cluster = aFakeActCluster();
      cluster.operations.getNode.mockImplementation(async (name) => {
        const node = aNode(name).withMeta({ uid: NODE.uid });
        return (body.act === 'uncordon' ? node.cordoned() : node).build();
      });
      const { status, body: answer } = await cluster.postToNode('n0', body);
      expect([status, answer.results?.map(({ outcome }) => outcome)]).toEqual([200, ['done']]);
      const { setUnschedulable, deleteNode, evictPod } = cluster.writes;
      const calls = [...setUnschedulable.mock.calls, ...deleteNode.mock.calls, ...evictPod.mock.calls];
      expect(calls).toHaveLength(1);
      expect(calls[0]?.at(-1)).toMatchObject({ uid: body.act === 'evictPod' ? POD.uid : NODE.uid, dryRun: false });
      const where = { cluster: 'main', node: 'n0', nodeUid: NODE.uid, outcome: 'done', audit: body.act, who: 'ada' };
      expect(vi.mocked(log.info).mock.calls).toMatchObject([[where, 'An act.']]);
      expect(cluster.writes.createEvent).not.toHaveBeenCalled();
    },
  );

  it.each(EVERY)('[NODEACT-2] $act in read-only mode is refused before anything is asked', async (body) => {
    const cluster = aFakeActCluster({ readOnly: true });
    const refused = await cluster.postToNode('n0', { ...body, dryRun: true });
    expect(refused).toMatchObject({ status: 403, body: { error: { code: 'readOnly.refused' } } });
    for (const operation of [...Object.values(cluster.operations), ...Object.values(cluster.writes)])
      expect(operation).not.toHaveBeenCalled();
  });

  it.each(EVERY)('[NODEACT-3] $act on a stale view is refused; on one that is being mended it warns', async (body) => {
    const cluster = aFakeActCluster();
    cluster.connection.become({ state: 'stale', problem: 'No answer.' });
    expect(await cluster.postToNode('n0', body)).toMatchObject({ status: 503, body: { error: { code: 'view.stale' } } });
    nothingWritten(cluster);
    cluster.connection.become({ state: 'reconnecting', problem: null });
    const { body: answer } = await cluster.postToNode('n0', { ...body, dryRun: true });
    expect(answer.plan?.warnings.map(({ code }) => code)).toContain('act.viewOld');
  });

  it.each([
    ['cordon', 'ada may not patch nodes.'],
    ['uncordon', 'ada may not patch nodes.'],
    ['deleteNode', 'ada may not delete nodes.'],
    ['evictPod', 'ada may not create pods/eviction in default.'],
  ])('[NODEACT-4] %s without the right is refused by its name, dry run or not', async (act, sentence) => {
    const cluster = aFakeActCluster();
    cluster.operations.reviewAccess.mockResolvedValue({ allowed: false, reason: '' });
    for (const dryRun of [true, false]) {
      const refused = await cluster.postToNode('n0', { ...EVERY.find((body) => body.act === act), dryRun });
      expect(refused).toMatchObject({ status: 403, body: { error: { code: 'rbac.forbidden', message: sentence } } });
    }
    const own = (question: AccessQuestion) => question.resource === 'nodes' || question.namespace === 'default';
    expect(cluster.operations.reviewAccess.mock.calls.every(([question]) => own(question))).toBe(true);
    nothingWritten(cluster);
  });

  it.each(EVERY)('[NODEACT-5] $act on another Node of that name, and on one that is gone, is refused', async (body) => {
    const cluster = aFakeActCluster();
    expect(await cluster.postToNode('n0', { ...body, uid: uuid(5) })).toMatchObject({
      status: 409,
      body: { error: { code: 'target.changed', field: 'uid' } },
    });
    expect(await cluster.postToNode('n99', body)).toMatchObject({
      status: 404,
      body: { error: { code: 'node.notFound', field: 'node' } },
    });
    cluster.operations.getNode.mockRejectedValue(new KubernetesApiError('notFound', 'The API server answered 404.'));
    expect(await cluster.postToNode('n0', body)).toMatchObject({ status: 404, body: { error: { code: 'node.notFound' } } });
    nothingWritten(cluster);
  });

  it('[NODEACT-6] a Pod is evicted from the Node of the path only, and only the one that was looked at', async () => {
    const cluster = aFakeActCluster();
    const elsewhere = await cluster.postToNode('n0', { act: 'evictPod', ...NODE, pod: { ...POD, name: 'p1', uid: uuid(101) } });
    expect(elsewhere).toMatchObject({ status: 409, body: { error: { code: 'target.changed', field: 'pod.name' } } });
    const other = await cluster.postToNode('n0', { act: 'evictPod', ...NODE, pod: { ...POD, uid: uuid(7) } });
    expect(other).toMatchObject({ status: 409, body: { error: { code: 'target.changed', field: 'pod.uid' } } });
    nothingWritten(cluster);
  });

  it('[NODEACT-7] a deletion asks for the name, a changed plan is refused, and one click counts once', async () => {
    const cluster = aFakeActCluster();
    const bare = { act: 'deleteNode', ...NODE };
    expect(await cluster.postToNode('n0', bare)).toMatchObject({ body: { error: { code: 'confirmation.required' } } });
    const { body } = await cluster.postToNode('n0', { ...bare, dryRun: true });
    expect(body.plan?.confirmation).toBe('n0');
    const old = { ...bare, confirm: 'n0', plan: 'another' };
    expect(await cluster.postToNode('n0', old)).toMatchObject({ status: 409, body: { error: { field: 'plan' } } });
    expect(cluster.writes.deleteNode.mock.calls.every(([, options]) => options.dryRun === true)).toBe(true);
    cluster.writes.deleteNode.mockClear();
    const click = { ...bare, confirm: 'n0', plan: body.plan?.fingerprint, requestId: uuid(8_001) };
    const answers = await Promise.all([cluster.postToNode('n0', click), cluster.postToNode('n0', click)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(cluster.writes.deleteNode).toHaveBeenCalledTimes(1);
  });

  it.each<[object, string]>([
    [{ act: 'restart' }, 'act'],
    [{ act: 'deletePod', pod: POD }, 'act'],
    [{ act: '__proto__' }, 'act'],
    [{ act: 'cordon', uid: 'x' }, 'uid'],
    [{ act: 'cordon', node: 'n0' }, 'node'],
    [{ act: 'cordon', nodes: ['n0'] }, 'nodes'],
    [{ act: 'cordon', pod: POD }, 'pod'],
    [{ act: 'evictPod' }, 'pod'],
    [{ act: 'evictPod', pod: { name: 'p0', uid: uuid(1) } }, 'pod.namespace'],
    [{ act: 'evictPod', pod: { ...POD, namespace: '..' } }, 'pod.namespace'],
    [{ act: 'evictPod', pod: { ...POD, name: 'a/b' } }, 'pod.name'],
  ])('[NODEACT-8] a body is refused in one sentence that names the field: %j', (body, field) => {
    let thrown: unknown;
    try {
      readNodeActRequest({ ...NODE, ...body });
    } catch (refusal) {
      thrown = refusal;
    }
    expect(thrown).toBeInstanceOf(Refusal);
    expect(thrown).toMatchObject({ code: 'body.invalid', field });
    expect((thrown as Refusal).message).toMatch(/^[^\n]{10,700}\.$/);
  });

  it('[NODEACT-9] 300 hostile names in the path: 400 each, and nothing leaves', async () => {
    const cluster = aFakeActCluster();
    await fc.assert(
      fc.asyncProperty(hostileName, async (name) => {
        const { status, body } = await cluster.postToNode(name, { act: 'cordon', ...NODE });
        expect([status, body.error?.code]).toEqual([400, 'name.invalid']);
      }),
      { numRuns: 300, seed: 31 },
    );
    for (const operation of [...Object.values(cluster.operations), ...Object.values(cluster.writes)])
      expect(operation).not.toHaveBeenCalled();
  });
});
