import { vi } from 'vitest';
import type { DaemonSet } from '#lib/kubernetes/daemon-set.ts';
import type { Pod } from '#lib/kubernetes/pod.ts';
import { createClusterRollout } from '#lib/rollout/create-cluster-rollout.ts';
import { Engine } from '#lib/server/engine/engine.ts';
import { replaceRunningEngine } from '#lib/server/engine/running-engine.ts';
import { actsAnswer, nodeActsAnswer } from '#lib/server/http/acts-answer.ts';
import { answer } from '#lib/server/http/answer.ts';
import type { DaemonSetParams } from '#lib/server/http/find-daemon-set.ts';
import { jsonResponse } from '#lib/server/http/json-response.ts';
import { KubernetesApiError } from '#lib/server/kubernetes/kubernetes-api-error.ts';
import type { ReadOperations, WriteOperations } from '#lib/server/kubernetes/operations.ts';
import type { RawObject } from '#lib/server/kubernetes/watch-event.ts';
import { aDaemonSet } from '#lib/testing/builders/a-daemon-set.ts';
import { aNode } from '#lib/testing/builders/a-node.ts';
import { aPod } from '#lib/testing/builders/a-pod.ts';
import { aRevision } from '#lib/testing/builders/a-revision.ts';
import { aClusterConnection } from '#lib/testing/fake-cluster-connection.ts';
import { manualTimers } from '#lib/testing/manual-timers.ts';
import type { Answered } from './act-cluster.ts';

interface FakeClusterOptions {
  /** Nodes, each with a stale Pod; default 3. */
  readonly nodes?: number;
  readonly daemonSet?: DaemonSet;
  readonly readOnly?: boolean;
}

/** The uid of the n-th object of a kind. */
export const uuid = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

/** An OnDelete DaemonSet `default/logger` whose Pods are all stale, behind an API that answers what the test says. */
export function aFakeActCluster({ nodes = 3, readOnly = false, ...given }: FakeClusterOptions = {}) {
  const daemonSet =
    given.daemonSet ??
    aDaemonSet()
      .onDelete()
      .withMeta({ uid: uuid(0) })
      .build();
  const revision = aRevision(daemonSet, 'new').numbered(2).build();
  const pods = new Map<string, Pod>();
  const operations = fakeReads(daemonSet, pods);
  operations.getControllerRevision.mockResolvedValue(revision);
  const writes = fakeWrites(daemonSet);
  const connection = aClusterConnection(operations, writes);
  const clock = manualTimers();
  const entry = { slug: 'main', context: 'main', server: 'https://main.example', current: true, readOnly };
  const engine = new Engine({
    catalog: { problem: null, list: () => [entry], connect: () => connection },
    clock,
    logger: { info: vi.fn(), warn: vi.fn(), error: vi.fn() },
    random: () => 0,
    newEpoch: () => 'epoch',
    newRollout: () => createClusterRollout(),
    startedAt: '2026-01-01T00:00:00Z',
  });
  engine.start();
  replaceRunningEngine(engine);
  const sink = connection.sink();
  sink.setDaemonSet(daemonSet);
  sink.setControllerRevision(revision);
  sink.setControllerRevision(
    aRevision(daemonSet, 'old')
      .withMeta({ uid: uuid(1) })
      .build(),
  );
  for (let index = 0; index < nodes; index++) {
    const pod = aPod(daemonSet, `p${index}`)
      .ofRevision('old')
      .on(`n${index}`)
      .withMeta({ uid: uuid(100 + index) })
      .build();
    pods.set(pod.metadata.name, pod);
    sink.setNode(fakeNode(index));
    sink.setPod(pod);
  }
  connection.becomeSynced();
  clock.advance(100);
  operations.reviewAccess.mockClear(); // the search for waves has asked too
  const post = (body: object) => postText(JSON.stringify({ uid: daemonSet.metadata.uid, ...body }));
  const postTo = (params: object, body: object) => postText(JSON.stringify(body), params);
  return { daemonSet, pods, operations, writes, connection, clock, sink, post, postTo, postText, postToNode };
}

function fakeNode(index: number) {
  return aNode(`n${index}`)
    .withMeta({ uid: uuid(10_000 + index) })
    .build();
}

const route = answer<DaemonSetParams>(async (request, params) => jsonResponse(await actsAnswer(request, params)));
const PARAMS = { cluster: 'main', namespace: 'default', name: 'logger' };

async function postText(text: string, params: object = {}): Promise<Answered> {
  const init = { method: 'POST', body: text, headers: { 'content-type': 'application/json' } };
  const response = await route(new Request('http://127.0.0.1/', init), { params: Promise.resolve({ ...PARAMS, ...params }) });
  return { status: response.status, body: (await response.json()) as Answered['body'] };
}

const nodeRoute = answer<{ cluster: string; node: string }>(async (request, params) =>
  jsonResponse(await nodeActsAnswer(request, params)),
);

/** POSTs an act on a Node; the n-th one, `n0` first, has the uid `uuid(10_000 + n)`. */
async function postToNode(node: string, body: object): Promise<Answered> {
  const init = { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
  const response = await nodeRoute(new Request('http://127.0.0.1/', init), {
    params: Promise.resolve({ cluster: PARAMS.cluster, node }),
  });
  return { status: response.status, body: (await response.json()) as Answered['body'] };
}

function fakeReads(daemonSet: DaemonSet, pods: ReadonlyMap<string, Pod>) {
  return {
    getPod: vi.fn<ReadOperations['getPod']>(async (_namespace, name) => pods.get(name) ?? notFound()),
    getDaemonSet: vi.fn<ReadOperations['getDaemonSet']>().mockResolvedValue(daemonSet),
    getNode: vi.fn<ReadOperations['getNode']>(async (name) => fakeNode(Number(name.slice(1)))),
    listPodsOnNode: vi.fn<ReadOperations['listPodsOnNode']>().mockResolvedValue([]),
    getControllerRevision: vi.fn<ReadOperations['getControllerRevision']>(),
    reviewAccess: vi.fn<ReadOperations['reviewAccess']>().mockResolvedValue({ allowed: true, reason: '' }),
    reviewSelf: vi.fn<ReadOperations['reviewSelf']>().mockResolvedValue({ username: 'ada', groups: [] }),
  };
}

function fakeWrites(daemonSet: DaemonSet) {
  const whole = { apiVersion: 'apps/v1', kind: 'DaemonSet', ...daemonSet };
  return {
    getWholeDaemonSet: vi.fn<WriteOperations['getWholeDaemonSet']>().mockResolvedValue(whole as unknown as RawObject),
    listPodDisruptionBudgets: vi.fn<WriteOperations['listPodDisruptionBudgets']>().mockResolvedValue([]),
    deletePod: vi.fn<WriteOperations['deletePod']>().mockResolvedValue(),
    evictPod: vi.fn<WriteOperations['evictPod']>().mockResolvedValue(),
    setUnschedulable: vi.fn<WriteOperations['setUnschedulable']>(),
    deleteNode: vi.fn<WriteOperations['deleteNode']>().mockResolvedValue(),
    patchDaemonSet: vi.fn<WriteOperations['patchDaemonSet']>().mockResolvedValue(daemonSet),
    createEvent: vi.fn<WriteOperations['createEvent']>().mockResolvedValue(),
  };
}

function notFound(): never {
  throw new KubernetesApiError('notFound', 'The API server answered 404.');
}
