import { gunzipSync } from 'node:zlib';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { KubernetesEvent } from '#lib/kubernetes/event.ts';
import { createClusterRollout } from '#lib/rollout/create-cluster-rollout.ts';
import { Engine } from '#lib/server/engine/engine.ts';
import { replaceRunningEngine } from '#lib/server/engine/running-engine.ts';
import { answerError } from '#lib/server/kubernetes/answer-error.ts';
import { KubernetesApiError } from '#lib/server/kubernetes/kubernetes-api-error.ts';
import type { ReadOperations } from '#lib/server/kubernetes/operations.ts';
import { aDaemonSet } from '#lib/testing/builders/a-daemon-set.ts';
import { aNode } from '#lib/testing/builders/a-node.ts';
import { aPod } from '#lib/testing/builders/a-pod.ts';
import { aRevision } from '#lib/testing/builders/a-revision.ts';
import { aClusterConnection } from '#lib/testing/fake-cluster-connection.ts';
import { manualTimers } from '#lib/testing/manual-timers.ts';
import { answer } from './answer.ts';
import { eventsAnswer } from './events-answer.ts';
import { findDaemonSet } from './find-daemon-set.ts';
import { findReadyHub } from './find-hub.ts';
import { findNode, findNodeOfDaemonSet } from './find-node.ts';
import { fleetAnswer } from './fleet-answer.ts';
import { liveAnswer, readWantedFeed, snapshotAnswer } from './live-answer.ts';
import { metricsAnswer } from './metrics-answer.ts';
import { nodeAnswer } from './node-answer.ts';
import { nodeDetail } from './node-detail.ts';
import { nodeRowsAnswer } from './node-rows-answer.ts';
import { podLogAnswer } from './pod-log-answer.ts';
import { readinessAnswer } from './readiness-answer.ts';
import { Refusal } from './refusal.ts';
import { detailAnswer } from './summary-answer.ts';

const DAEMON_SET = aDaemonSet().withToleration({ key: 'edge', operator: 'Exists' }).build();
const ADDRESS = { cluster: 'main', namespace: 'default', name: 'logger' };

function start(operations: Partial<ReadOperations> = {}, options: { synced?: boolean } = {}) {
  const clock = manualTimers();
  const connection = aClusterConnection(operations);
  const entry = { slug: 'main', context: 'main', server: 'https://main.example', current: true, readOnly: false };
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
  sink.setDaemonSet(DAEMON_SET);
  sink.setControllerRevision(aRevision(DAEMON_SET).build());
  sink.setNode(aNode('n1').withTaint('edge', 'NoSchedule', 'a').withTaint('soft', 'PreferNoSchedule').build());
  sink.setNode(aNode('n2').withTaint('gpu', 'NoSchedule').build());
  sink.setPod(aPod(DAEMON_SET, 'p1').on('n1').build());
  if (options.synced ?? true) connection.becomeSynced();
  clock.advance(100);
  return { engine, clock, connection };
}

const request = (path: string, init?: RequestInit) => new Request(`http://127.0.0.1${path}`, init);
/** What a route would answer to whatever `handler` throws. */
const refused = async (handler: () => unknown) => {
  const route = answer(async () => Response.json(await handler()));
  const response = await route(request('/x'), { params: Promise.resolve({}) });
  return [response.status, ((await response.json()) as { error?: { code: string; message: string } }).error] as const;
};

afterEach(() => vi.unstubAllEnvs());

describe('JSON answers', () => {
  it('[HTTP-1] the fleet is the contract’s Summary in English, with the codes beside it', async () => {
    start();
    const { hub } = await findReadyHub('main');
    const fleet = fleetAnswer(hub);
    expect(fleet.items).toHaveLength(1);
    expect(fleet.items[0]).toMatchObject({
      namespace: 'default',
      name: 'logger',
      phase: 'complete',
      desired: 1,
      available: 1,
      revision: 1,
    });
    expect(fleet.items[0]?.sentence).toBe('daemon set "logger" successfully rolled out');
    expect(fleet.items[0]?.messages.sentence.code).toBe('sentence.done');
    expect(fleet.items[0]?.status).toEqual({ observedGeneration: 1 });
  });

  it('[HTTP-2] one DaemonSet has its budget, revisions, problems and warnings', async () => {
    start();
    const { detail, daemonSet } = await findDaemonSet(ADDRESS);
    const body = detailAnswer(detail, daemonSet);
    expect(body).toMatchObject({
      budget: { limit: 1 },
      revisions: [{ revision: 1, pods: 1, current: true }],
      problems: [],
      warnings: [
        { code: 'warning.noPriorityClass', text: expect.stringContaining('priorityClassName') },
        { code: 'warning.noReadinessProbe', params: { containers: 'main' } },
      ],
    });
  });

  it('[HTTP-3] every Node has a row, eligible or not, with each failing fact in words', async () => {
    start();
    const { nodes } = nodeRowsAnswer(await findDaemonSet(ADDRESS));
    expect(nodes.map(({ node, shouldRun, state }) => [node, shouldRun, state])).toEqual([
      ['n1', true, 'available'],
      ['n2', false, 'ineligible'],
    ]);
    expect(nodes[1]?.reasons).toEqual([
      { code: 'taint', key: 'gpu', value: '', effect: 'NoSchedule', text: 'the taint gpu:NoSchedule is not tolerated' },
    ]);
    expect(nodes[0]?.pods[0]).toMatchObject({ name: 'p1', revision: 1, updated: true, status: 'Running', terminating: false });
  });

  it('[HTTP-4] a Node’s detail says which toleration covers which taint', async () => {
    start();
    const found = await findNodeOfDaemonSet({ ...ADDRESS, node: 'n1' });
    const detail = nodeDetail({ ...found, asOf: 'now' });
    expect(detail.taints.map(({ key, toleratedBy, decides }) => [key, toleratedBy, decides])).toEqual([
      ['edge', { toleration: 'edge', from: 'template' }, true],
      ['soft', null, false],
    ]);
    expect(detail.pods).toMatchObject([{ name: 'p1', containers: ['main'] }]);
    const body = nodeAnswer(await findNode({ cluster: 'main', node: 'n1' }));
    expect(body.daemonSets).toMatchObject([{ namespace: 'default', name: 'logger', state: 'available' }]);
  });

  it('[HTTP-5] events come newest first, each once, whichever of the two event APIs wrote them', async () => {
    const event = (name: string, parts: Partial<KubernetesEvent>): KubernetesEvent => ({
      metadata: { name, uid: name, resourceVersion: '1', creationTimestamp: '2026-01-01T00:00:00Z' },
      involvedObject: { kind: 'Pod', name: 'p1' },
      ...parts,
    });
    const old = event('old', { firstTimestamp: '2026-01-01T01:00:00Z', lastTimestamp: '2026-01-01T02:00:00Z', count: 7 });
    const series = { count: 3, lastObservedTime: '2026-01-01T03:00:00.000000Z' };
    const recent = event('new', { eventTime: '2026-01-01T01:30:00Z', series, reportingComponent: 'kubelet' });
    const listEvents = vi.fn(async () => [old, recent]);
    start({ listEvents });
    const found = await findNodeOfDaemonSet({ ...ADDRESS, node: 'n1' });
    const { events } = await eventsAnswer(found, found.hub.connection.operations);
    expect(listEvents.mock.calls).toEqual([
      [{ kind: 'DaemonSet', name: 'logger', namespace: 'default', uid: DAEMON_SET.metadata.uid }],
      [{ kind: 'Node', name: 'n1' }],
      [{ kind: 'Pod', name: 'p1', namespace: 'default', uid: 'pod-default-p1' }],
    ]);
    expect(events.map(({ count, object, source }) => [count, object, source])).toEqual([
      [3, 'Pod/p1', 'kubelet'],
      [7, 'Pod/p1', ''],
    ]);
  });

  it('[HTTP-6] a log is plain text that no browser interprets, of exactly what was asked', async () => {
    const readPodLog = vi.fn(async () => '<b>\u001b[31mred');
    start({ readPodLog, reviewAccess: async () => ({ allowed: true, reason: '' }) });
    const params = { cluster: 'main', namespace: 'default', pod: 'p1' };
    const response = await podLogAnswer(request('/log?container=main&tailLines=10&previous=true'), params);
    expect(readPodLog).toHaveBeenCalledWith('default', 'p1', { container: 'main', tailLines: 10, previous: true });
    expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(await response.text()).toBe('<b>\u001b[31mred');
  });

  it('[HTTP-73] a log is not even asked for by who may not read it, and the answer names the right', async () => {
    const readPodLog = vi.fn();
    const reviewAccess = vi.fn(async () => ({ allowed: false, reason: '' }));
    start({ readPodLog, reviewAccess, reviewSelf: async () => ({ username: 'ada', groups: [] }) });
    const params = { cluster: 'main', namespace: 'default', pod: 'p1' };
    const message = 'ada may not get pods/log in default.';
    expect(await refused(() => podLogAnswer(request('/log'), params))).toEqual([403, { code: 'rbac.forbidden', message }]);
    expect(reviewAccess).toHaveBeenCalledWith({ verb: 'get', resource: 'pods', subresource: 'log', namespace: 'default' });
    expect(readPodLog).not.toHaveBeenCalled();
  });
});

describe('refusals', () => {
  it.each([
    ['', 400],
    ['.', 400],
    ['..', 400],
    ['a'.repeat(254), 400],
    ['UPPER', 400],
    ['../x', 400],
    ['constructor', 404],
  ])('[HTTP-10] the name %.20j is answered %i, without asking the API server', async (name, status) => {
    start();
    const [answered, error] = await refused(() => findDaemonSet({ ...ADDRESS, name }));
    expect([answered, error?.code]).toEqual([status, status === 400 ? 'name.invalid' : 'daemonset.notFound']);
  });

  it.each([
    ['tailLines=1e9', 'tailLines'],
    ['tailLines=0', 'tailLines'],
    ['tailLines=5001', 'tailLines'],
    ['previous=yes', 'previous'],
    ['container=c%26follow=true', 'container'],
    ['follow=true', 'follow'],
    ['timestamps=1', 'timestamps'],
    ['sinceTime=yesterday', 'sinceTime'],
    ['sinceTime=2026-13-45T00:00:00Z', 'sinceTime'],
    ['tailLines=1&tailLines=2', 'tailLines'],
  ])('[HTTP-11] the log query %s is refused with 400, naming the field', async (query, field) => {
    start({ readPodLog: async () => expect.fail('the API server was asked') });
    const [status, error] = await refused(() =>
      podLogAnswer(request(`/log?${query}`), { cluster: 'main', namespace: 'n', pod: 'p' }),
    );
    expect([status, error]).toEqual([400, expect.objectContaining({ field })]);
  });

  it.each([
    ['forbidden', 403],
    ['notFound', 404],
    ['conflict', 409],
    ['tooManyRequests', 429],
    ['tooLarge', 502],
    ['unreachable', 503],
    ['timeout', 504],
  ] as const)(
    '[HTTP-12] what the API server calls %s is answered %i, also when its class comes from another bundle',
    async (reason, status) => {
      expect((await refused(() => Promise.reject(new KubernetesApiError(reason, 'A sentence.'))))[0]).toBe(status);
      const foreign = Object.assign(new Error('A sentence.'), { name: 'KubernetesApiError', reason });
      expect((await refused(() => Promise.reject(foreign)))[0]).toBe(status);
    },
  );

  it('[HTTP-33] the log of a Pod whose kubelet does not answer is refused with 502 and one sentence of at most 200 characters', async () => {
    const message = `Get "https://10.0.0.7:10250/containerLogs/kube-system/agent-x/agent?limitBytes=1048576&tailLines=500${'&x=y'.repeat(60)}": dial tcp 10.0.0.7:10250: connect: connection refused`;
    const body = JSON.stringify({ kind: 'Status', status: 'Failure', message, code: 500 });
    const reviewAccess = async () => ({ allowed: true, reason: '' });
    start({ readPodLog: async () => Promise.reject(answerError({ status: 500, body })), reviewAccess });
    const params = { cluster: 'main', namespace: 'default', pod: 'p1' };
    const [status, error] = await refused(() => podLogAnswer(request('/log?container=main'), params));
    expect([status, error]).toEqual([
      502,
      { code: 'upstream.rejected', message: expect.stringMatching(/^The API server answered 500: Get "https.{0,171}$/) },
    ]);
  });

  it('[HTTP-13] an unknown error answers 500 without a word of its cause', async () => {
    const [status, error] = await refused(() => Promise.reject(new Error('the secret is hunter2')));
    expect([status, error]).toEqual([500, { code: 'internal', message: 'Internal error' }]);
  });

  it('[HTTP-14] a cluster that is not listed yet is 503 with what failed so far, never an empty list', async () => {
    const { clock, connection } = start({}, { synced: false });
    const waiting = refused(() => findReadyHub('main'));
    await clock.pass(3_200);
    expect(await waiting).toEqual([503, expect.objectContaining({ code: 'cluster.connecting' })]);
    connection.become({ state: 'connecting', problem: 'The API server answered 503.' });
    const again = refused(() => findReadyHub('main'));
    await clock.pass(3_200);
    expect(await again).toEqual([503, { code: 'cluster.unreachable', message: 'The API server answered 503.' }]);
  });

  it('[HTTP-15] a refusal is exactly code, message and field', async () => {
    expect((await refused(() => Promise.reject(new Refusal('query.invalid', 'No.', { field: 'f' }))))[1]).toEqual({
      code: 'query.invalid',
      message: 'No.',
      field: 'f',
    });
  });
});

describe('feeds over HTTP', () => {
  it('[HTTP-20] a snapshot is gzip bytes that nothing on the way may touch', async () => {
    start();
    const { feeds } = await findReadyHub('main');
    const response = await snapshotAnswer(feeds.fleet());
    expect(response.headers.get('content-type')).toBe('application/octet-stream');
    expect(response.headers.get('cache-control')).toBe('no-store, no-transform');
    expect(JSON.parse(gunzipSync(await response.bytes()).toString())).toMatchObject({ kind: 'fleet', nodeCount: 2 });
  });

  it('[HTTP-21] one stream carries many feeds; a feed that does not exist is gone, the others go on', async () => {
    const { clock, connection } = start();
    const wanted = ['main/fleet@epoch.0', 'main/daemonsets/default/nobody', 'elsewhere/fleet'].map(readWantedFeed);
    const response = liveAnswer(request('/api/live'), wanted);
    expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(response.headers.get('cache-control')).toBe('no-cache, no-transform');
    expect(response.headers.get('x-accel-buffering')).toBe('no');
    connection.sink().setNode(aNode('n3').build());
    clock.advance(100);
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    const frames = [];
    for (let count = 0; count < 5; count++) frames.push((await reader?.read())?.value?.split('\n')[0]);
    expect(frames).toEqual(['retry: 1000', 'event: heartbeat', 'event: gone', 'event: gone', 'event: patch']);
    await reader?.cancel();
  });

  it.each(['', 'x', 'main/fleet/y', 'main/daemonsets/-/x@e.1', '../fleet'])(
    '[HTTP-22] the feed %j is refused with 400',
    async (feed) => {
      start();
      expect((await refused(() => readWantedFeed(feed)))[0]).toBe(400);
    },
  );

  it('[HTTP-23] Last-Event-ID goes before the query when it is of the same epoch, and counts for nothing when it is none', async () => {
    const { clock, connection, engine } = start();
    connection.sink().setNode(aNode('n3').build());
    clock.advance(200);
    const resume = (id: string) =>
      liveAnswer(request('/', { headers: { 'last-event-id': id } }), [readWantedFeed('main/fleet@epoch.0')]);
    const frames = engine.counters;
    const sent = (id: string) => {
      const before = frames.framesSent;
      resume(id);
      return frames.framesSent - before;
    };
    // retry and heartbeat always; the one missed patch unless the id says that it arrived.
    expect([sent('epoch.1'), sent('other.1'), sent('9e99')]).toEqual([2, 3, 3]);
  });
});

describe('health', () => {
  it('[HTTP-30] ready means listed and fresh', async () => {
    const { connection } = start();
    expect(readinessAnswer(request('/readyz')).status).toBe(200);
    connection.become({ state: 'reconnecting' });
    expect(readinessAnswer(request('/readyz')).status).toBe(200);
    connection.become({ state: 'stale' });
    const response = readinessAnswer(request('/readyz?verbose'));
    expect([response.status, await response.text()]).toEqual([503, '[-]main stale\nnot ready\n']);
  });

  it('[HTTP-31] not ready before the first list and while stopping', async () => {
    const { engine } = start({}, { synced: false });
    expect(readinessAnswer(request('/readyz')).status).toBe(503);
    await engine.stop();
    expect(readinessAnswer(request('/readyz')).status).toBe(503);
  });

  it('[HTTP-32] every metric has its help, its type and a finite value', async () => {
    start();
    const text = await metricsAnswer().text();
    const samples = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    for (const sample of samples) expect(sample).toMatch(/^[a-z_]+(\{[a-z]+="[^"]*"(,[a-z]+="[^"]*")*\})? [0-9.e+-]+$/);
    for (const sample of samples) expect(text).toContain(`# TYPE ${sample.split(/[{ ]/)[0]} `);
    expect(text).toContain('rollcall_nodes{cluster="main"} 2');
  });
});
