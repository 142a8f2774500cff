import { describe, expect, it } from 'vitest';
import { anOpenTab, aSnapshot, aTab, connectionOf, KEY, LIVE, patch, refusal } from '#lib/testing/feed-tab-rig.ts';

describe('FeedClient, when things fail', () => {
  it('[CLIENT-47] a refusal is shown and tried again; a cluster that is still being listed is loading', async () => {
    const tab = aTab();
    await tab.answer(refusal(503, 'cluster.connecting'));
    expect(tab.state().status).toBe('loading');
    tab.clock.advance(500);
    await tab.answer(refusal(503, 'cluster.unreachable'));
    expect(tab.state()).toMatchObject({ status: 'failed', problem: { status: 503, code: 'cluster.unreachable' } });
    tab.clock.advance(1_000);
    await tab.answer(aSnapshot());
    expect(tab.state().status).toBe('open');
  });

  it('[CLIENT-48] what was shown stays when a new snapshot cannot be had', async () => {
    const tab = await anOpenTab();
    tab.send({ type: 'reset', feed: KEY });
    await tab.answer(refusal(0, 'network'));
    expect([tab.state().status, tab.live().nodeCount]).toEqual(['open', 2]);
    tab.clock.advance(500);
    expect(tab.fetches).toHaveLength(3);
  });

  it('[CLIENT-49] gone is a failure that ends when the DaemonSet is made anew', async () => {
    const tab = await anOpenTab();
    tab.send({ type: 'gone', feed: KEY });
    expect(tab.state()).toMatchObject({ status: 'failed', problem: { status: 404, code: 'daemonset.notFound' } });
    tab.clock.advance(5_000);
    await tab.answer(aSnapshot({ cursor: { epoch: 'new', seq: 0 } }));
    expect(tab.state().status).toBe('open');
  });

  it('[CLIENT-50] the feed outlives a change of pages, and is dropped after five seconds without a watcher', async () => {
    const tab = await anOpenTab();
    tab.unwatch();
    tab.clock.advance(4_000);
    const unwatch = tab.client.watch(KEY, () => {});
    tab.clock.advance(10_000);
    expect(tab.state().status).toBe('open');
    unwatch();
    tab.clock.advance(5_000);
    expect(tab.state()).toEqual({ status: 'loading' });
    expect(tab.posted.at(-1)).toEqual({ type: 'drop', feed: KEY });
  });

  it('[CLIENT-51] a tab that comes back, or whose broker forgot it, says again what it wants', async () => {
    const tab = await anOpenTab();
    tab.send(patch(1));
    for (const run of tab.leave) run();
    expect(tab.posted.at(-1)).toEqual({ type: 'leave' });
    for (const run of tab.back) run();
    expect(tab.posted.slice(-2)).toEqual([{ type: 'want', feed: KEY, cursor: { epoch: 'e', seq: 1 } }, { type: 'retryNow' }]);
    tab.send({ type: 'forgotten' });
    expect(tab.posted.at(-1)).toMatchObject({ type: 'want' });
  });

  it('[CLIENT-66] a server that was restarted proves nothing of what is shown: reconnecting, and stale after 15 s', async () => {
    const tab = await anOpenTab();
    tab.send({ type: 'link', linked: false });
    tab.clock.advance(4_000);
    tab.send({ type: 'reset', feed: KEY });
    for (let beat = 0; beat < 2; beat++) {
      tab.heartbeat({ ...LIVE, state: 'connecting', lastProofAt: null });
      expect(tab.live().connection).toMatchObject({
        state: 'reconnecting',
        lastProofAt: LIVE.lastProofAt,
        problem: 'The Rollcall server is reading the cluster anew.',
      });
      tab.clock.advance(5_000);
    }
    tab.clock.advance(1_000);
    expect(tab.live().connection).toMatchObject({ state: 'stale', problem: 'The Rollcall server is reading the cluster anew.' });
    await tab.answer(aSnapshot({ cursor: { epoch: 'new', seq: 0 }, nodeCount: 3 }));
    expect([tab.live().connection.state, tab.live().nodeCount]).toEqual(['live', 3]);
  });

  it('[CLIENT-67] while the server lists its cluster the snapshot is asked for again within half a second of each refusal', async () => {
    const tab = await anOpenTab();
    tab.send({ type: 'reset', feed: KEY });
    for (let attempt = 0; attempt < 6; attempt++) {
      await tab.answer(refusal(503, 'cluster.connecting'));
      tab.clock.advance(500);
    }
    expect(tab.fetches).toHaveLength(2 + 6);
  });

  it('[CLIENT-68] a first snapshot that was long under way, as through a sleep of the machine, is not live before the server speaks', async () => {
    const tab = aTab();
    tab.clock.sleep(60_000);
    await tab.answer(aSnapshot());
    expect(connectionOf(tab.state())).toBe('stale');
    tab.heartbeat();
    expect(connectionOf(tab.state())).toBe('live');
  });

  it('[CLIENT-52] a snapshot that is overtaken by another request is thrown away', async () => {
    const tab = await anOpenTab();
    tab.send({ type: 'reset', feed: KEY });
    const slow = tab.fetches.at(-1);
    tab.send({ type: 'reset', feed: KEY });
    await tab.answer(aSnapshot({ cursor: { epoch: 'new', seq: 0 }, nodeCount: 8 }));
    slow?.resolve(aSnapshot({ nodeCount: 1 }));
    await tab.clock.pass(0);
    expect(tab.live().nodeCount).toBe(8);
  });
});
