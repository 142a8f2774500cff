import { describe, expect, it, vi } from 'vitest';
import { QUEUE_BYTES } from '#lib/server/feeds/live-client.ts';
import { aDaemonSet } from '#lib/testing/builders/a-daemon-set.ts';
import { aNode } from '#lib/testing/builders/a-node.ts';
import { aPod } from '#lib/testing/builders/a-pod.ts';
import { aReader, aSyncedEngine, DAEMON_SET } from '#lib/testing/engine-rig.ts';

describe('clients of a hub', () => {
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
