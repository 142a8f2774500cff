import { describe, expect, it, vi } from 'vitest';
import type { DaemonSetSnapshot, FleetSnapshot } from '#lib/feed/snapshot.ts';
import { aNode } from '#lib/testing/builders/a-node.ts';
import { anEngine, aReader, aSyncedEngine, DAEMON_SET, snapshotOf } from '#lib/testing/engine-rig.ts';

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

  it('[HUB-16] the model keeps pace with the list, so that the round that opens the feeds has little left to do', () => {
    const { engine, clock, connections } = anEngine();
    const connection = connections.get('main') ?? expect.fail('the current cluster is connected');
    const hub = engine.hub('main') ?? expect.fail('the cluster is known');
    const settle = vi.spyOn(hub.rollout, 'settle');
    connection.sink().setDaemonSet(DAEMON_SET);
    for (const name of ['a', 'b']) connection.sink().setNode(aNode(name).build());
    clock.advance(200);
    expect([hub.feeds(), hub.rollout.summaries().size]).toEqual([null, 1]);
    connection.becomeSynced();
    clock.advance(200);
    expect(settle.mock.results.at(-1)?.value).toMatchObject({ nodes: new Set(), daemonSets: new Map() });
    expect(hub.feeds()?.daemonSet('default', 'logger')).not.toBeNull();
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
});
