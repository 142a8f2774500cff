import { gunzipSync } from 'node:zlib';
import { describe, expect, it, vi } from 'vitest';
import { parseFeedSnapshot } from '#lib/feed/parse-feed-snapshot.ts';
import type { DaemonSetSnapshot, FleetSnapshot } from '#lib/feed/snapshot.ts';
import { createClusterRollout } from '#lib/rollout/create-cluster-rollout.ts';
import { QUEUE_BYTES } from '#lib/server/feeds/live-client.ts';
import type { LiveFeed } from '#lib/server/feeds/live-feed.ts';
import { aDaemonSet } from '#lib/testing/builders/a-daemon-set.ts';
import { aNode } from '#lib/testing/builders/a-node.ts';
import { aPod } from '#lib/testing/builders/a-pod.ts';
import { aRevision } from '#lib/testing/builders/a-revision.ts';
import { aClusterConnection } from '#lib/testing/fake-cluster-connection.ts';
import { manualTimers } from '#lib/testing/manual-timers.ts';
import { Engine } from './engine.ts';

const DAEMON_SET = aDaemonSet().build();
const ENTRIES = [
  { slug: 'main', context: 'main', server: 'https://main.example', current: true, readOnly: false },
  { slug: 'other', context: 'other', server: 'https://other.example', current: false, readOnly: false },
];

function anEngine() {
  const clock = manualTimers();
  const connections = new Map<string, ReturnType<typeof aClusterConnection>>();
  const connect = (slug: string) => {
    const connection = aClusterConnection();
    connections.set(slug, connection);
    return connection;
  };
  let epochs = 0;
  const logger = { info: vi.fn(), warn: vi.fn(), error: vi.fn() };
  const engine = new Engine({
    catalog: { problem: null, list: () => ENTRIES, connect },
    clock,
    logger,
    random: () => 0,
    newEpoch: () => `epoch${epochs++}`,
    newRollout: () => createClusterRollout(),
    startedAt: '2026-01-01T00:00:00Z',
  });
  engine.start();
  return { engine, clock, connections, logger };
}

/** An engine whose cluster has one DaemonSet and so many Nodes, each with its Pod. */
function aSyncedEngine(nodes = 3) {
  const rig = anEngine();
  const connection = rig.connections.get('main') ?? expect.fail('the current cluster is connected');
  const sink = connection.sink();
  sink.setDaemonSet(DAEMON_SET);
  sink.setControllerRevision(aRevision(DAEMON_SET).build());
  for (let index = 0; index < nodes; index++) {
    sink.setNode(aNode(`n${index}`).build());
    sink.setPod(aPod(DAEMON_SET, `p${index}`).on(`n${index}`).build());
  }
  connection.becomeSynced();
  rig.clock.advance(100);
  const hub = rig.engine.hub('main') ?? expect.fail('the cluster is known');
  const feeds = hub.feeds() ?? expect.fail('the feeds are open');
  const feed = feeds.daemonSet('default', 'logger') ?? expect.fail('the DaemonSet is there');
  return { ...rig, connection, sink, hub, feeds, feed };
}

/** Opens a stream, joins the feed from its cursor and collects the stream's text. */
function aReader(rig: ReturnType<typeof aSyncedEngine>, cursor: LiveFeed['cursor'] | null = rig.feed.cursor) {
  const abort = new AbortController();
  const client = rig.engine.openClient([rig.hub], abort.signal);
  client.join(rig.feed, cursor);
  const reader = client.stream.getReader();
  const read = async () => {
    const part = await reader.read();
    return part.done ? null : new TextDecoder().decode(part.value);
  };
  return { client, abort, read };
}

const snapshotOf = async (feed: LiveFeed) => parseFeedSnapshot(JSON.parse(gunzipSync(await feed.snapshot()).toString('utf8')));

describe('Engine and hub', () => {
  it('[HUB-1] only the current cluster is watched from the start; another with its first use', () => {
    const { engine, connections } = anEngine();
    expect([...connections.keys()]).toEqual(['main']);
    engine.hub('other');
    expect([...connections.keys()]).toEqual(['main', 'other']);
    expect(engine.hub('unknown')).toBeNull();
  });

  it('[HUB-2] a cluster that nobody uses is left after ten minutes, the current one never', () => {
    const { engine, connections, clock } = anEngine();
    engine.hub('other');
    clock.advance(9 * 60_000);
    expect(connections.get('other')?.stopped()).toBe(false);
    clock.advance(2 * 60_000);
    expect([connections.get('other')?.stopped(), connections.get('main')?.stopped()]).toEqual([true, false]);
    expect(engine.runningHub('other')).toBeUndefined();
  });

  it('[HUB-3] there are no feeds before the cluster is listed completely', async () => {
    const { engine, clock, connections } = anEngine();
    const hub = engine.hub('main');
    connections.get('main')?.sink().setNode(aNode().build());
    clock.advance(1_000);
    expect(hub?.feeds()).toBeNull();
    const ready = hub?.whenReady(3_000);
    clock.advance(3_000);
    expect(await ready).toBeNull();
    const later = hub?.whenReady(3_000);
    connections.get('main')?.becomeSynced();
    clock.advance(100);
    expect(await later).toBe(hub?.feeds());
  });

  it('[HUB-4] a burst of changes makes one patch, and quiet makes none', async () => {
    const rig = aSyncedEngine();
    const { read } = aReader(rig);
    expect([await read(), await read()]).toEqual(['retry: 1000\n\n', expect.stringContaining('event: heartbeat')]);
    for (const name of ['a', 'b', 'c']) rig.sink.setNode(aNode(name).build());
    rig.clock.advance(100);
    const frame = await read();
    expect(frame).toMatch(
      /^event: patch\nid: epoch\d\.1\ndata: \{"feed":"main\/daemonsets\/default\/logger","patch":\{.*\}\}\n\n$/,
    );
    expect(frame).toContain('"name":["a","b","c"]');
    rig.clock.advance(4_000);
    expect(rig.feed.cursor.seq).toBe(1);
  });

  it('[HUB-5] never more than ten patches a second, however often objects change', () => {
    const rig = aSyncedEngine();
    for (let tick = 0; tick < 1_000; tick++) {
      rig.sink.setNode(aNode(`x${tick}`).build());
      rig.clock.advance(1);
    }
    rig.clock.advance(200);
    expect(rig.feed.cursor.seq).toBeGreaterThan(8);
    expect(rig.feed.cursor.seq).toBeLessThanOrEqual(11);
  });

  it('[HUB-6] a client that resumes gets what it missed and nothing twice', async () => {
    const rig = aSyncedEngine();
    for (const name of ['a', 'b', 'c']) {
      rig.sink.setNode(aNode(name).build());
      rig.clock.advance(200);
    }
    const { read } = aReader(rig, { epoch: rig.feed.cursor.epoch, seq: 1 });
    await read();
    await read();
    expect([await read(), await read()]).toEqual([expect.stringContaining('.2\n'), expect.stringContaining('.3\n')]);
  });

  it.each([
    ['no cursor', null],
    ['another epoch', { epoch: 'other', seq: 0 }],
    ['a position that has not happened', { epoch: 'epoch1', seq: 99 }],
  ])('[HUB-7] a client with %s is sent to the snapshot', async (_, cursor) => {
    const rig = aSyncedEngine();
    const { read } = aReader(rig, cursor);
    await read();
    await read();
    expect(await read()).toBe('event: reset\ndata: {"feed":"main/daemonsets/default/logger"}\n\n');
    rig.sink.setNode(aNode('a').build());
    rig.clock.advance(200);
    expect(rig.engine.counters).toMatchObject({ clients: 1, resets: 1, framesSent: 3 });
  });

  it('[HUB-8] the snapshot and the patches after its cursor give what the model holds', async () => {
    const rig = aSyncedEngine();
    const first = (await snapshotOf(rig.feed)) as DaemonSetSnapshot;
    expect([first.cursor.seq, first.nodes.name, first.detail.available]).toEqual([0, ['n0', 'n1', 'n2'], 3]);
    rig.sink.deletePod('pod-default-p0');
    rig.clock.advance(2_000);
    const second = (await snapshotOf(rig.feed)) as DaemonSetSnapshot;
    expect([second.cursor.seq, second.detail.missing]).toEqual([1, 1]);
    const fleet = (await snapshotOf(rig.feeds.fleet())) as FleetSnapshot;
    expect([fleet.nodeCount, fleet.items.map(({ missing }) => missing)]).toEqual([3, [1]]);
  });

  it('[HUB-9] while patches arrive a snapshot is made at most once a second, and can be resumed from', async () => {
    const rig = aSyncedEngine();
    await snapshotOf(rig.feed);
    rig.sink.setNode(aNode('a').build());
    rig.clock.advance(150);
    expect((await snapshotOf(rig.feed)).cursor.seq).toBe(0);
    rig.clock.advance(1_000);
    expect((await snapshotOf(rig.feed)).cursor.seq).toBe(1);
  });

  it('[HUB-10] a client that does not read is cut off before its queue outgrows its limit; others go on', () => {
    const rig = aSyncedEngine(1);
    const stalled = aReader(rig);
    for (let round = 0; round < 400 && stalled.client.open; round++) {
      for (let index = 0; index < 20; index++) rig.sink.setNode(aNode(`node-with-a-long-name-${round}-${index}`).build());
      rig.clock.advance(100);
    }
    expect(stalled.client.open).toBe(false);
    expect(rig.engine.counters).toMatchObject({ slowClients: 1, clients: 0 });
    expect(rig.engine.counters.bytesSent).toBeLessThanOrEqual(QUEUE_BYTES);
  });

  it('[HUB-11] a client that goes away is forgotten', () => {
    const rig = aSyncedEngine();
    const { abort } = aReader(rig);
    expect(rig.engine.counters.clients).toBe(1);
    abort.abort();
    abort.abort();
    expect(rig.engine.counters.clients).toBe(0);
    rig.clock.advance(10_000);
    expect(rig.hub.idleMs()).toBe(10_000);
  });

  it('[HUB-12] a deleted DaemonSet ends its feed with gone; one made anew under its name begins another', async () => {
    const rig = aSyncedEngine();
    const { read } = aReader(rig);
    await read();
    await read();
    rig.sink.deleteDaemonSet(DAEMON_SET.metadata.uid);
    rig.sink.setDaemonSet(aDaemonSet().withMeta({ uid: 'another' }).build());
    rig.clock.advance(200);
    expect(await read()).toBe('event: gone\ndata: {"feed":"main/daemonsets/default/logger"}\n\n');
    expect(rig.feeds.daemonSet('default', 'logger')?.cursor.epoch).not.toBe(rig.feed.cursor.epoch);
  });

  it('[HUB-13] a heartbeat with the connection comes every five seconds, and a change of the connection at once', async () => {
    const rig = aSyncedEngine();
    const { read } = aReader(rig);
    await read();
    await read();
    rig.connection.become({ state: 'stale', problem: 'No route.', since: '2026-01-01T00:00:09Z' });
    rig.clock.advance(200);
    expect(await read()).toContain('"connection":{"state":"stale"');
    rig.clock.advance(5_000);
    expect(await read()).toContain('event: heartbeat\ndata: {"cluster":"main","at":"2026-01-01T00:00:05');
  });

  it('[HUB-14] a DaemonSet feed that nobody uses is closed after a minute', () => {
    const rig = aSyncedEngine();
    rig.clock.advance(50_000);
    expect(rig.feeds.daemonSet('default', 'logger')).toBe(rig.feed);
    rig.clock.advance(30_000);
    expect(rig.feeds.daemonSet('default', 'logger')).not.toBe(rig.feed);
  });

  it('[HUB-15] time alone makes a round when the model says so', () => {
    const rig = aSyncedEngine(1);
    rig.sink.setDaemonSet(aDaemonSet().withMinReadySeconds(30).build());
    rig.sink.setPod(aPod(DAEMON_SET, 'p0').on('n0').ready('2026-01-01T00:00:00Z').build());
    rig.clock.advance(1_000);
    expect([...rig.hub.rollout.summaries().values()][0]?.available).toBe(0);
    rig.clock.advance(30_000);
    expect([...rig.hub.rollout.summaries().values()][0]?.available).toBe(1);
  });

  it('[HUB-16] a round that throws is told to the log only; the feeds begin anew with the next one', () => {
    const rig = aSyncedEngine();
    const settle = vi.spyOn(rig.hub.rollout, 'settle').mockImplementationOnce(() => {
      throw new Error('planted');
    });
    rig.sink.setNode(aNode('a').build());
    rig.clock.advance(200);
    expect(rig.hub.feeds()).toBeNull();
    expect(rig.engine.counters.failedRounds).toBe(1);
    expect(rig.logger.error).toHaveBeenCalledOnce();
    rig.clock.advance(1_000);
    expect(settle).toHaveBeenCalledTimes(2);
    expect(rig.hub.feeds()?.fleet().cursor.epoch).not.toBe(rig.feeds.fleet().cursor.epoch);
  });

  it('[HUB-17] stopping says bye to every client, ends the watches and answers no more', async () => {
    const rig = aSyncedEngine();
    const { read } = aReader(rig);
    await read();
    await read();
    await rig.engine.stop();
    expect([await read(), await read()]).toEqual(['event: bye\ndata: {"retryMs":1000}\n\n', null]);
    expect(rig.connection.stopped()).toBe(true);
    expect(rig.engine.hub('main')).toBeNull();
  });
});
