import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Connection } from '#lib/feed/connection.ts';
import { FakeApiServer } from '#lib/testing/fake-api-server.ts';
import { ConnectionRig } from '#lib/testing/fake-api-server-connection.ts';
import { FaultProxy } from '#lib/testing/fault-proxy.ts';

let api: FakeApiServer;
let rig: ConnectionRig;
let proxy: FaultProxy | undefined;

beforeEach(async () => {
  api = await FakeApiServer.start();
  api.objects.put('nodes', 'node-1');
  api.objects.put('pods', 'agent-1', { namespace: 'kube-system', labels: { 'pod-template-generation': '1' } });
  api.objects.put('daemonsets', 'agent', { namespace: 'kube-system' });
  api.objects.put('controllerrevisions', 'agent-abc', { namespace: 'kube-system' });
});
afterEach(async () => {
  await rig.connection.stop();
  await proxy?.close();
  proxy = undefined;
  await api.close();
});

const states = (seen: readonly Connection[]) =>
  seen.map(({ state }) => state).filter((state, index, all) => state !== all[index - 1]);

describe('a connection', () => {
  it('[CONNECTION-1] is connecting until every resource is listed, then live; pods are watched by the label of DaemonSet pods', async () => {
    rig = new ConnectionRig(api.url);
    expect(rig.connection.connection()).toMatchObject({ state: 'connecting', lastProofAt: null, problem: null });
    expect(rig.connection.synced()).toBe(false);
    rig.start();
    await rig.until(() => rig.state() === 'live' && rig.connection.serverVersion() !== null);
    expect(rig.connection.synced()).toBe(true);
    expect(rig.held()).toEqual({
      nodes: ['node-1'],
      pods: ['agent-1'],
      daemonsets: ['agent'],
      controllerrevisions: ['agent-abc'],
    });
    expect(rig.connection.serverVersion()).toBe('v1.36.1');
    const watches = api.requests.filter(({ kind }) => kind === 'watch');
    expect(watches.map(({ plural, query }) => [plural, query.get('labelSelector')])).toEqual([
      ['nodes', null],
      ['daemonsets', null],
      ['controllerrevisions', null],
      ['pods', 'pod-template-generation'],
    ]);
    expect(api.requests.every(({ headers }) => /^rollcall\/dev \(\w+\/\w+\)$/.test(headers['user-agent'] ?? ''))).toBe(true);
  });

  it('[CONNECTION-2] is live while quiet: a probe each 5 s proves every open watch', async () => {
    rig = new ConnectionRig(api.url);
    rig.start();
    await rig.until(() => rig.state() === 'live');
    const before = api.requests.length;
    for (let second = 0; second < 60; second += 1) await rig.second();
    expect(states(rig.seen)).toEqual(['connecting', 'live']);
    expect(api.requests.slice(before).every(({ path }) => path === '/version')).toBe(true);
    expect(api.requests.length - before).toBeLessThanOrEqual(13);
    expect(rig.clock.now() - Date.parse(rig.connection.connection().lastProofAt ?? '')).toBeLessThanOrEqual(6_000);
  });

  it('[CONNECTION-3] on a path that went silent is reconnecting within 15 s, stale at 15 s, and has tried new watches within 20 s', async () => {
    proxy = await FaultProxy.start({ url: api.url });
    rig = new ConnectionRig(proxy.url);
    rig.start();
    await rig.until(() => rig.state() === 'live');
    for (let second = 0; second < 7; second += 1) await rig.second();
    proxy.blackhole();
    const from = proxy.arrivals.length;
    const at: Record<string, number> = {};
    for (let second = 1; second <= 20; second += 1) {
      await rig.second();
      at[rig.state()] ??= second;
      if (proxy.arrivals.slice(from).some((url) => url.searchParams.has('watch'))) at.newWatch ??= second;
    }
    expect(at.reconnecting).toBeLessThanOrEqual(14);
    expect(at.stale).toBeLessThanOrEqual(15);
    expect(at.newWatch).toBeLessThanOrEqual(20);
    expect(rig.connection.connection().problem).toMatch(/did not answer within|no sign of life/);
    expect(rig.held().nodes).toEqual(['node-1']);
    proxy.recover();
    for (let second = 0; second < 5 && rig.state() !== 'live'; second += 1) await rig.second();
    expect(rig.state()).toBe('live');
  });

  it('[CONNECTION-4] when the server is gone keeps what it showed, says why, and is live again within 5 s of its return', async () => {
    rig = new ConnectionRig(api.url);
    rig.start();
    await rig.until(() => rig.state() === 'live');
    await api.close();
    await rig.until(() => rig.state() === 'reconnecting');
    for (let second = 0; second < 30; second += 1) await rig.second();
    expect(rig.state()).toBe('stale');
    expect(rig.connection.connection().problem).toBe('The connection to the API server failed: ECONNREFUSED.');
    expect(rig.held().nodes).toEqual(['node-1']);
    expect(rig.warnings.filter(({ resource }) => resource === 'nodes').length).toBeLessThanOrEqual(12);
    await api.listen();
    for (let second = 0; second < 5 && rig.state() !== 'live'; second += 1) await rig.second();
    expect(rig.state()).toBe('live');
    expect(rig.connection.connection().problem).toBeNull();
    expect(rig.connection.watchRestarts().get('nodes')).toBeGreaterThanOrEqual(1);
  });

  it('[CONNECTION-5] a kept connection that died while the server lives costs one resume of the watches that were silent', async () => {
    rig = new ConnectionRig(api.url);
    rig.start();
    await rig.until(() => rig.state() === 'live');
    for (let second = 0; second < 6; second += 1) await rig.second();
    const watches = api.count('watch');
    api.script(({ path }) => path === '/version', 'hang');
    for (let second = 0; second < 12; second += 1) await rig.second();
    await rig.until(() => rig.state() === 'live');
    expect(api.count('watch')).toBe(watches + 4);
    expect(rig.connection.forbidden()).toEqual([]);
  });

  it('[CONNECTION-6] a forbidden resource is named, the others stay live, and it is asked for again after 30 s at the earliest', async () => {
    const message =
      'controllerrevisions.apps is forbidden: User "sre" cannot watch resource "controllerrevisions" in API group "apps"';
    api.script(({ plural }) => plural === 'controllerrevisions', {
      status: 403,
      body: { kind: 'Status', code: 403, reason: 'Forbidden', message },
    });
    rig = new ConnectionRig(api.url);
    rig.start();
    await rig.until(() => rig.state() === 'live');
    expect(rig.connection.synced()).toBe(true);
    expect(rig.connection.forbidden()).toEqual([{ verb: 'watch', resource: 'controllerrevisions' }]);
    for (let second = 0; second < 29; second += 1) await rig.second();
    expect(api.count('watch', 'controllerrevisions')).toBe(1);
    for (let second = 0; second < 17; second += 1) await rig.second();
    await rig.until(() => rig.connection.forbidden().length === 0);
    await rig.until(() => rig.held().controllerrevisions.length === 1);
  });

  it('[CONNECTION-7] where the whole cluster is forbidden the namespace of the context is watched', async () => {
    const body = {
      kind: 'Status',
      code: 403,
      reason: 'Forbidden',
      message: 'x is forbidden: User "sre" cannot list resource "x"',
    };
    api.script(({ namespace, path }) => namespace === undefined && path !== '/version', { status: 403, body }, 100);
    rig = new ConnectionRig(api.url, { namespace: 'kube-system' });
    rig.start();
    await rig.until(() => rig.state() === 'live');
    expect(rig.held()).toEqual({ nodes: [], pods: ['agent-1'], daemonsets: ['agent'], controllerrevisions: ['agent-abc'] });
    expect(rig.connection.forbidden()).toEqual([{ verb: 'list', resource: 'nodes' }]);
  });

  it('[CONNECTION-8] that may see nothing is never live and says what is missing', async () => {
    const body = {
      kind: 'Status',
      code: 403,
      reason: 'Forbidden',
      message: 'x is forbidden: User "sre" cannot list resource "x"',
    };
    api.script(({ path }) => path !== '/version', { status: 403, body }, 100);
    rig = new ConnectionRig(api.url);
    rig.start();
    await rig.until(() => rig.connection.forbidden().length === 4);
    expect(rig.connection.synced()).toBe(false);
    expect(rig.connection.connection()).toMatchObject({
      state: 'connecting',
      problem: expect.stringContaining('cannot list resource'),
    });
  });

  it('[CONNECTION-9] a clock that is set back makes nothing look fresh', async () => {
    proxy = await FaultProxy.start({ url: api.url });
    rig = new ConnectionRig(proxy.url);
    rig.start();
    await rig.until(() => rig.state() === 'live');
    proxy.blackhole();
    rig.clock.shift(-3_600_000);
    for (let second = 0; second < 15; second += 1) await rig.second();
    expect(rig.state()).toBe('stale');
  });

  it('[CONNECTION-9] after a sleep of an hour it is stale until something is proven', async () => {
    rig = new ConnectionRig(api.url);
    rig.start();
    await rig.until(() => rig.state() === 'live');
    rig.clock.shift(3_600_000);
    rig.clock.advance(500);
    expect(rig.state()).toBe('stale');
    for (let second = 0; second < 6 && rig.state() !== 'live'; second += 1) await rig.second();
    expect(rig.state()).toBe('live');
  });

  it('[CONNECTION-10] ages use the clock of the API server', async () => {
    rig = new ConnectionRig(api.url);
    rig.clock.shift(Date.now() - rig.clock.now() + 3_600_000);
    rig.start();
    await rig.until(() => rig.connection.serverVersion() !== null);
    expect(Math.abs(rig.connection.clockOffsetMs() + 3_600_000)).toBeLessThanOrEqual(2_000);
  });

  it('[CONNECTION-12] an object in a shape that cannot be read is counted, the others are there', async () => {
    api.objects.put('nodes', 'node-2', { status: 'none' });
    rig = new ConnectionRig(api.url);
    rig.start();
    await rig.until(() => rig.state() === 'live');
    expect(rig.held().nodes).toEqual(['node-1']);
    expect(rig.connection.connection().problem).toBe('1 of the objects that the API server sent cannot be read.');
    api.objects.put('nodes', 'node-2');
    await rig.until(() => rig.held().nodes.length === 2);
    for (let second = 0; second < 5; second += 1) await rig.second();
    expect(rig.connection.connection()).toMatchObject({ state: 'live', problem: null });
  });

  it('[CONNECTION-11] stop ends everything, also before start and twice', async () => {
    rig = new ConnectionRig(api.url);
    await rig.connection.stop();
    rig = new ConnectionRig(api.url);
    rig.start();
    await rig.until(() => rig.state() === 'live');
    await Promise.all([rig.connection.stop(), rig.connection.stop()]);
    const { length } = api.requests;
    for (let second = 0; second < 60; second += 1) await rig.second();
    expect(api.requests).toHaveLength(length);
    await expect(rig.connection.operations.getNode('node-1')).rejects.toMatchObject({ reason: 'stopped' });
  });
});
