import { describe, expect, it } from 'vitest';
import type { Connection } from '#lib/feed/connection.ts';
import type { FeedSnapshot, FleetSnapshot } from '#lib/feed/snapshot.ts';
import { manualTimers } from '#lib/testing/manual-timers.ts';
import { sampleSummary } from '#lib/testing/sample-summary.ts';
import { ApiRequestError } from './api-request.ts';
import type { BrokerMessage, TabMessage } from './broker-message.ts';
import { FeedClient } from './feed-client.ts';
import type { FeedState } from './feed-state.ts';
import type { LiveFleet } from './live-fleet.ts';

const LIVE: Connection = { state: 'live', lastProofAt: '2026-01-01T00:00:00Z', since: '2026-01-01T00:00:00Z', problem: null };
const KEY = 'c/fleet';

function aSnapshot(parts: Partial<FleetSnapshot> = {}): FleetSnapshot {
  const items = [sampleSummary({ available: 2 }, { name: 'a' })];
  return { kind: 'fleet', cursor: { epoch: 'e', seq: 0 }, asOf: 'then', connection: LIVE, nodeCount: 2, items, ...parts };
}

/** A tab whose server and broker are the test. Each fetch of a snapshot waits for `answer`. */
function aTab() {
  const clock = manualTimers();
  const posted: TabMessage[] = [];
  const leave: (() => void)[] = [];
  const back: (() => void)[] = [];
  const fetches: { readonly resolve: (snapshot: FeedSnapshot) => void; readonly reject: (cause: unknown) => void }[] = [];
  let receive: (message: BrokerMessage) => void = () => expect.fail('no broker yet');
  const client = new FeedClient({
    clock,
    random: () => 1,
    page: { hidden: () => false, onHiddenChange: () => {}, onLeave: (run) => leave.push(run), onReturn: (run) => back.push(run) },
    fetchSnapshot: () => new Promise((resolve, reject) => fetches.push({ resolve, reject })),
    openBroker: (onMessage) => {
      receive = onMessage;
      return { post: (message) => void posted.push(message) };
    },
  });
  const states: string[] = [];
  const state = () => client.state(KEY) as FeedState<LiveFleet>;
  const unwatch = client.watch(KEY, () => states.push(client.state(KEY).status));
  const answer = async (outcome: FeedSnapshot | Error) => {
    const fetch = fetches.at(-1) ?? expect.fail('nothing was asked for');
    if (outcome instanceof Error) fetch.reject(outcome);
    else fetch.resolve(outcome);
    await clock.pass(0);
  };
  const live = () => {
    const now = state();
    return now.status === 'open' ? now.live : expect.fail(`the feed is ${now.status}`);
  };
  const heartbeat = () => receive({ type: 'heartbeat', cluster: 'c', at: '', connection: LIVE });
  return {
    client,
    clock,
    posted,
    fetches,
    leave,
    back,
    states,
    state,
    unwatch,
    answer,
    live,
    heartbeat,
    send: (m: BrokerMessage) => receive(m),
  };
}

async function anOpenTab() {
  const tab = aTab();
  await tab.answer(aSnapshot());
  return tab;
}

const patch = (seq: number, parts: object = {}) =>
  ({ type: 'patch', feed: KEY, epoch: 'e', patch: { kind: 'fleet', seq, asOf: `at ${seq}`, ...parts } }) as const;
const refusal = (status: number, code: string) => new ApiRequestError({ status, code, message: 'No.' });
const connectionOf = (state: FeedState<unknown>) => (state.status === 'open' ? state.connection.state : state.status);

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
