import { describe, expect, it } from 'vitest';
import { anOpenTab, aSnapshot, aTab, connectionOf, KEY, LIVE, patch } from '#lib/testing/feed-tab-rig.ts';

describe('FeedClient', () => {
  it('[CLIENT-40] loads, then opens and asks the stream for what follows its snapshot', async () => {
    const tab = aTab();
    expect(tab.state()).toEqual({ status: 'loading' });
    await tab.answer(aSnapshot());
    expect([tab.state().status, tab.live().nodeCount]).toEqual(['open', 2]);
    expect(tab.posted).toEqual([{ type: 'want', feed: KEY, cursor: { epoch: 'e', seq: 0 } }]);
  });

  it('[CLIENT-41] a patch changes the live store and tells it once; the state stays the same reference', async () => {
    const tab = await anOpenTab();
    const before = tab.state();
    let told = 0;
    tab.live().subscribe(() => told++);
    tab.send(patch(1, { nodeCount: 5 }));
    expect([tab.live().nodeCount, tab.live().asOf, told]).toEqual([5, 'at 1', 1]);
    expect(tab.state()).toBe(before);
  });

  it.each([
    ['leaves a gap', patch(3)],
    ['is broken', { ...patch(1), patch: { kind: 'fleet', seq: 1 } }],
  ] as const)('[CLIENT-42] after a patch that %s a new snapshot is taken while the old state stays', async (_, message) => {
    const tab = await anOpenTab();
    tab.send(message);
    expect([tab.fetches.length, tab.state().status, tab.live().nodeCount]).toEqual([2, 'open', 2]);
    await tab.answer(aSnapshot({ cursor: { epoch: 'e', seq: 7 }, nodeCount: 9 }));
    expect(tab.live().nodeCount).toBe(9);
    expect(tab.posted.at(-1)).toEqual({ type: 'want', feed: KEY, cursor: { epoch: 'e', seq: 7 } });
    expect(tab.states).not.toContain('loading');
  });

  it('[CLIENT-43] reset takes a new snapshot into the same live object; patches of the old epoch are ignored', async () => {
    const tab = await anOpenTab();
    const live = tab.live();
    tab.send({ type: 'reset', feed: KEY });
    await tab.answer(aSnapshot({ cursor: { epoch: 'next', seq: 0 }, nodeCount: 4 }));
    tab.send(patch(1, { nodeCount: 77 }));
    expect(tab.live()).toBe(live);
    expect(live.nodeCount).toBe(4);
  });

  it('[CLIENT-44] a silent server is called stale after fifteen seconds, and live again with its next word', async () => {
    const tab = await anOpenTab();
    tab.clock.advance(14_900);
    expect(connectionOf(tab.state())).toBe('live');
    tab.clock.advance(200);
    expect(connectionOf(tab.state())).toBe('stale');
    expect(tab.live().connection.problem).toBe('The Rollcall server does not answer.');
    tab.heartbeat();
    expect(connectionOf(tab.state())).toBe('live');
  });

  it('[CLIENT-53] after a sleep of the machine what was shown is stale within a second, and the stream is tried at once', async () => {
    const tab = await anOpenTab();
    tab.heartbeat();
    tab.clock.sleep(3_600_000);
    expect(connectionOf(tab.state())).toBe('live');
    tab.clock.advance(1_000);
    expect(connectionOf(tab.state())).toBe('stale');
    expect(tab.posted.at(-1)).toEqual({ type: 'retryNow' });
    tab.heartbeat();
    expect(connectionOf(tab.state())).toBe('live');
  });

  it('[CLIENT-45] a lost stream is called reconnecting until it speaks', async () => {
    const tab = await anOpenTab();
    tab.send({ type: 'link', linked: false });
    expect(connectionOf(tab.state())).toBe('reconnecting');
    tab.send(patch(1));
    expect(connectionOf(tab.state())).toBe('live');
  });

  it("[CLIENT-46] the server's own view of the API server is never made better", async () => {
    const tab = await anOpenTab();
    tab.send({ type: 'heartbeat', cluster: 'c', at: '', connection: { ...LIVE, state: 'stale', problem: 'No route.' } });
    tab.send({ type: 'link', linked: false });
    expect(tab.live().connection).toMatchObject({ state: 'stale', problem: 'No route.' });
    tab.send({ type: 'heartbeat', cluster: 'other', at: '', connection: LIVE });
    expect(connectionOf(tab.state())).toBe('stale');
  });
});
