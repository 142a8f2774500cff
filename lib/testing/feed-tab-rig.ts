import { expect } from 'vitest';
import { ApiRequestError } from '#lib/client/api-request.ts';
import type { BrokerMessage, TabMessage } from '#lib/client/broker-message.ts';
import { FeedClient } from '#lib/client/feed-client.ts';
import type { FeedState } from '#lib/client/feed-state.ts';
import type { LiveFleet } from '#lib/client/live-fleet.ts';
import type { Connection } from '#lib/feed/connection.ts';
import type { FeedSnapshot, FleetSnapshot } from '#lib/feed/snapshot.ts';
import { manualTimers } from './manual-timers.ts';
import { sampleSummary } from './sample-summary.ts';

export const LIVE: Connection = {
  state: 'live',
  lastProofAt: '2026-01-01T00:00:00Z',
  since: '2026-01-01T00:00:00Z',
  problem: null,
};
export const KEY = 'c/fleet';

/** A fleet of one DaemonSet. */
export function aSnapshot(parts: Partial<FleetSnapshot> = {}): FleetSnapshot {
  const items = [sampleSummary({ available: 2 }, { name: 'a' })];
  return { kind: 'fleet', cursor: { epoch: 'e', seq: 0 }, asOf: 'then', connection: LIVE, nodeCount: 2, items, ...parts };
}

/** A tab whose server and broker are the test. Each fetch of a snapshot waits for `answer`. */
export function aTab() {
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
  const heartbeat = (connection: Connection = LIVE) => receive({ type: 'heartbeat', cluster: 'c', at: '', connection });
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

/** A tab that has its first snapshot. */
export async function anOpenTab() {
  const tab = aTab();
  await tab.answer(aSnapshot());
  return tab;
}

/** A patch of the fleet as the broker hands it on. */
export const patch = (seq: number, parts: object = {}) =>
  ({ type: 'patch', feed: KEY, epoch: 'e', patch: { kind: 'fleet', seq, asOf: `at ${seq}`, ...parts } }) as const;
export const refusal = (status: number, code: string) => new ApiRequestError({ status, code, message: 'No.' });
export const connectionOf = (state: FeedState<unknown>) => (state.status === 'open' ? state.connection.state : state.status);
