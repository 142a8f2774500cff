import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ManualClock } from '../clock.ts';
import { Random } from '../random.ts';
import { RESOURCES } from '../resources.ts';
import { createApiServer, type SimulatedApiServer } from './api-server.ts';
import { openTestWatch, request, rows } from './test-client.ts';

const PODS = '/api/v1/namespaces/default/pods';
const DAEMON_SETS = '/apis/apps/v1/namespaces/default/daemonsets';
const aPod = (name: string, labels: Record<string, string> = {}) => ({
  metadata: { name, namespace: 'default', labels },
  spec: { nodeName: 'node-1', containers: [{ name: 'main', image: 'registry.example/app:1' }] },
});

describe('the simulated API server', () => {
  const clock = new ManualClock(Date.UTC(2026, 0, 5));
  const wireClock = new ManualClock(0);
  let server: SimulatedApiServer;
  let url = '';

  beforeEach(async () => {
    server = createApiServer({ clock, wireClock, random: new Random(3), faultsEnabled: true });
    server.api.create(RESOURCES.namespaces, { metadata: { name: 'default' } });
    url = (await server.listen()).url;
  });
  afterEach(() => server.close());

  it('[API-20] a continue token of compacted history answers 410 with a token to go on without consistency', async () => {
    for (const name of ['a', 'b', 'c']) server.api.create(RESOURCES.pods, aPod(name));
    const first = await request(url, `${PODS}?limit=1`);
    server.api.create(RESOURCES.pods, aPod('d'));
    server.compact();
    const expired = await request(url, `${PODS}?limit=1&continue=${first.body.metadata.continue}`);
    expect([expired.status, expired.body.reason]).toEqual([410, 'Expired']);
    const rest = await request(url, `${PODS}?continue=${expired.body.metadata.continue}`);
    expect(rest.body.items?.map((pod) => pod.metadata.name)).toEqual(['b', 'c', 'd']);
  });

  it('[API-21] bookmarks come at their interval, and one before the time-out ends the watch', async () => {
    const watch = await openTestWatch(url, `${PODS}?watch=true&allowWatchBookmarks=true&timeoutSeconds=90`);
    wireClock.advance(60_000);
    expect((await watch.next())?.type).toBe('BOOKMARK');
    wireClock.advance(30_000);
    expect((await watch.next())?.type).toBe('BOOKMARK');
    expect(await watch.next()).toBeUndefined();
  });

  it('[API-22] injected failures answer as many matching requests as they say, with Retry-After', async () => {
    server.faults.failNext({ verb: 'list', resource: 'pods', count: 1, status: 429, retryAfterSeconds: 7 });
    expect((await request(url, DAEMON_SETS)).status).toBe(200);
    const failed = await request(url, PODS);
    expect([failed.status, failed.headers['retry-after'], failed.body.reason]).toEqual([429, '7', 'TooManyRequests']);
    expect((await request(url, PODS)).status).toBe(200);
  });

  it('[API-23] open watches can be expired, broken and cut, and are counted', async () => {
    const [expiring, broken, cut] = await Promise.all(
      ['pods', 'events', 'services'].map((plural) => openTestWatch(url, `/api/v1/${plural}?watch=true`)),
    );
    expect(server.counters.openWatches()).toEqual({ pods: 1, events: 1, services: 1 });
    expect(server.counters.requests()).toEqual({ 'watch pods': 1, 'watch events': 1, 'watch services': 1 });
    expect(server.faults.disturbWatches('expire', 'nodes')).toBe(0);
    expect(server.faults.disturbWatches('badLine', 'events')).toBe(1);
    await expect(broken?.next()).rejects.toThrow(SyntaxError);
    expect(server.faults.disturbWatches('expire', 'pods')).toBe(1);
    expect(await expiring?.next()).toMatchObject({ type: 'ERROR', object: { code: 410, reason: 'Expired' } });
    expect(await expiring?.next()).toBeUndefined();
    expect(server.faults.disturbWatches('cut', 'services')).toBe(1);
    await cut?.closed;
    expect(server.counters.openWatches()).toEqual({ events: 1 });
  });

  it('[API-24] faults and metrics are reachable over HTTP, handlers can be mounted, all else below /simulator/ is unknown', async () => {
    server.route('/simulator/own', (_message, response) => {
      response.end('{"own":true}');
    });
    expect((await request(url, '/simulator/own')).body).toEqual({ own: true });
    const fault = { fail: { status: 503, count: 1 } };
    expect((await request(url, '/simulator/faults', { method: 'POST', body: fault })).status).toBe(200);
    expect((await request(url, PODS)).status).toBe(503);
    expect((await request(url, '/simulator/metrics')).body).toMatchObject({ requests: { 'list pods': 1 }, openWatches: {} });
    expect((await request(url, '/simulator/else')).status).toBe(404);
  });

  it('[API-25] a denied verb answers 403 in the API server’s words, and the access review says so', async () => {
    server.access.deny([{ verb: 'delete', resource: 'pods' }]);
    server.api.create(RESOURCES.pods, aPod('a'));
    const refused = await request(url, `${PODS}/a`, { method: 'DELETE' });
    expect([refused.status, refused.body.message]).toEqual([
      403,
      'pods "a" is forbidden: User "kubernetes-admin" cannot delete resource "pods" in API group "" in the namespace "default"',
    ]);
    const review = { spec: { resourceAttributes: { verb: 'delete', resource: 'pods', namespace: 'default' } } };
    const path = '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews';
    expect((await request(url, path, { method: 'POST', body: review })).body.status).toMatchObject({ allowed: false });
  });

  it('[API-26] a collection cannot be deleted, and a body that is no JSON answers 400', async () => {
    server.api.create(RESOURCES.pods, aPod('a'));
    expect((await request(url, PODS, { method: 'DELETE' })).status).toBe(405);
    expect(server.api.list(RESOURCES.pods)).toHaveLength(1);
    expect((await request(url, PODS, { method: 'POST', text: '{"a"' })).body).toMatchObject({ code: 400, reason: 'BadRequest' });
    expect((await request(url, PODS, { method: 'POST', text: '{}', contentType: 'text/plain' })).status).toBe(415);
    expect((await request(url, PODS, { accept: 'application/vnd.kubernetes.protobuf' })).status).toBe(406);
    expect((await request(url, PODS, { method: 'POST', text: ' '.repeat(4_000_000) })).status).toBe(413);
  });

  it('[API-27] a quota of Pods refuses the one too many in the words of the admission plug-in', async () => {
    server.api.create(RESOURCES.resourceQuotas, {
      metadata: { name: 'few', namespace: 'default' },
      spec: { hard: { pods: '1' } },
    });
    server.api.create(RESOURCES.pods, aPod('a'));
    const refused = await request(url, PODS, { method: 'POST', body: aPod('b') });
    expect([refused.status, refused.body.message]).toEqual([
      403,
      'pods "b" is forbidden: exceeded quota: few, requested: pods=1, used: pods=1, limited: pods=1',
    ]);
  });

  it('[API-28] a namespace’s node selector is merged into Pods, and a conflict is refused', async () => {
    const annotations = { 'scheduler.alpha.kubernetes.io/node-selector': 'pool=blue, tier=a' };
    server.api.create(RESOURCES.namespaces, { metadata: { name: 'project', annotations } });
    const inProject = { ...aPod('a'), metadata: { name: 'a', namespace: 'project' } };
    expect(server.api.create(RESOURCES.pods, inProject)).toMatchObject({ spec: { nodeSelector: { pool: 'blue', tier: 'a' } } });
    const conflicting = {
      ...inProject,
      metadata: { ...inProject.metadata, name: 'b' },
      spec: { ...inProject.spec, nodeSelector: { pool: 'red' } },
    };
    expect(() => server.api.create(RESOURCES.pods, conflicting)).toThrow(
      'pods "b" is forbidden: pod node label selector conflicts with its namespace node label selector',
    );
  });

  it('[API-29] a Pod’s STATUS is what kubectl prints for its containers', async () => {
    const status = {
      phase: 'Running',
      containerStatuses: [
        {
          name: 'main',
          ready: false,
          restartCount: 4,
          state: { waiting: { reason: 'CrashLoopBackOff' } },
          lastState: { terminated: { exitCode: 1, finishedAt: '2026-01-04T23:58:30Z' } },
        },
      ],
    };
    server.api.create(RESOURCES.pods, aPod('a'));
    await request(url, `${PODS}/a/status`, { method: 'PATCH', contentType: 'application/merge-patch+json', body: { status } });
    const table = await request(url, PODS, { accept: 'application/json;as=Table;v=v1;g=meta.k8s.io' });
    expect(rows(table.body)[0]?.slice(0, 4)).toEqual(['a', '0/1', 'CrashLoopBackOff', '4 (90s ago)']);
  });

  it('[API-30] logs come from the kubelet’s side, cut and stamped as asked', async () => {
    server.api.create(RESOURCES.pods, aPod('a'));
    server.setPodLogSource({
      read: ({ container }) => ['one', 'two'].map((text) => ({ time: '2026-01-05T00:00:00Z', text: `${container} ${text}` })),
    });
    expect((await request(url, `${PODS}/a/log?tailLines=1&timestamps=true`)).text).toBe('2026-01-05T00:00:00Z main two\n');
    expect((await request(url, `${PODS}/a/log?container=other`)).body.message).toBe('container other is not valid for pod a');
  });

  it('[API-31] a change that another manager owns is a conflict for server-side apply, unless forced', async () => {
    const manifest = (value: string) => ({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'settings' },
      data: { colour: value },
    });
    const path = '/api/v1/namespaces/default/configmaps/settings';
    const apply = (manager: string, value: string, force = false) =>
      request(url, `${path}?fieldManager=${manager}&force=${force}`, {
        method: 'PATCH',
        contentType: 'application/apply-patch+yaml',
        body: manifest(value),
      });
    expect((await apply('one', 'red')).status).toBe(201);
    const refused = await apply('two', 'blue');
    expect([refused.status, refused.body.message]).toEqual([
      409,
      'Apply failed with 1 conflict: conflict with "one" using v1: .data.colour',
    ]);
    expect((await apply('two', 'blue', true)).body).toMatchObject({ data: { colour: 'blue' } });
  });
});
