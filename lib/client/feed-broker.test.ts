import { describe, expect, it } from 'vitest';
import { liveFrame } from '#lib/feed/live-message.ts';
import { manualTimers } from '#lib/testing/manual-timers.ts';
import { type BrokerMessage, GONE_AFTER_MS } from './broker-message.ts';
import { FeedBroker } from './feed-broker.ts';

const settled = () => new Promise<void>((resolve) => setImmediate(() => setImmediate(resolve)));
const frame = (seq: number, feed = 'c/fleet', epoch = 'e') =>
  liveFrame({ type: 'patch', feed, patch: { seq } }, `${epoch}.${seq}`);

function aBroker() {
  const clock = manualTimers();
  const paths: string[] = [];
  let controller: ReadableStreamDefaultController<Uint8Array> | null = null;
  const broker = new FeedBroker({
    clock,
    random: () => 0,
    fetch: async (path, { signal }) => {
      paths.push(decodeURIComponent(path.replace('/api/live?', '')));
      const start = (given: ReadableStreamDefaultController<Uint8Array>) => {
        controller = given;
      };
      const body = new ReadableStream<Uint8Array>({ start });
      signal.addEventListener('abort', () => controller?.error(new DOMException('aborted', 'AbortError')));
      return new Response(body);
    },
  });
  const speak = async (text: string) => {
    controller?.enqueue(new TextEncoder().encode(text));
    await settled();
  };
  const pass = async (ms: number) => {
    clock.advance(ms);
    await settled();
  };
  return { broker, paths, speak, pass, clock };
}

function aTab() {
  const got: BrokerMessage[] = [];
  return { got, port: { post: (message: BrokerMessage) => void got.push(message) } };
}

const seqs = (got: readonly BrokerMessage[]) => got.flatMap((message) => (message.type === 'patch' ? [message.patch] : []));
const want = (seq: number, feed = 'c/fleet', epoch = 'e') => ({ type: 'want', feed, cursor: { epoch, seq } }) as const;

describe('FeedBroker', () => {
  it('[CLIENT-20] many tabs that watch one feed share one stream, and each gets every patch', async () => {
    const { broker, paths, speak, pass } = aBroker();
    const tabs = [aTab(), aTab(), aTab()];
    for (const { port } of tabs) broker.receive(port, want(0));
    await pass(0);
    await speak(frame(1) + frame(2));
    expect(paths).toEqual(['feed=c/fleet@e.0']);
    for (const { got } of tabs) expect(seqs(got)).toEqual([{ seq: 1 }, { seq: 2 }]);
  });

  it('[CLIENT-21] a tab whose snapshot is newer than the stream joins it; one whose is older takes the stream back', async () => {
    const { broker, paths, speak, pass } = aBroker();
    const [first, newer, older] = [aTab(), aTab(), aTab()];
    broker.receive(first.port, want(0));
    await pass(0);
    await speak(frame(1) + frame(2));
    broker.receive(newer.port, want(2));
    await pass(0);
    expect(paths).toHaveLength(1);
    broker.receive(older.port, want(1));
    await pass(0);
    expect(paths).toEqual(['feed=c/fleet@e.0', 'feed=c/fleet@e.1']);
    await speak(frame(2));
    expect(seqs(older.got)).toEqual([{ seq: 2 }]);
  });

  it('[CLIENT-22] a patch goes to the tabs that want its feed only; heartbeats go to all', async () => {
    const { broker, speak, pass } = aBroker();
    const [fleet, daemonSet] = [aTab(), aTab()];
    broker.receive(fleet.port, want(0));
    broker.receive(daemonSet.port, want(0, 'c/daemonsets/n/a', 'f'));
    await pass(0);
    const connection = { state: 'live', lastProofAt: null, since: '2026-01-01T00:00:00Z', problem: null } as const;
    await speak(frame(1, 'c/daemonsets/n/a', 'f') + liveFrame({ type: 'heartbeat', cluster: 'c', at: '', connection }));
    expect(fleet.got.map(({ type }) => type)).toEqual(['heartbeat']);
    expect(daemonSet.got.map(({ type }) => type)).toEqual(['patch', 'heartbeat']);
  });

  it('[CLIENT-23] a feed is dropped with the last tab that wants it, the stream with the last feed', async () => {
    const { broker, pass, clock } = aBroker();
    const [one, two] = [aTab(), aTab()];
    broker.receive(one.port, want(0));
    broker.receive(two.port, want(0));
    await pass(0);
    broker.receive(one.port, { type: 'drop', feed: 'c/fleet' });
    expect(clock.waiting()).toBe(1);
    broker.receive(two.port, { type: 'leave' });
    expect(clock.waiting()).toBe(0);
  });

  it('[CLIENT-24] a tab that died is forgotten, and one that was forgotten is told so', async () => {
    const { broker, pass, clock } = aBroker();
    const [dead, living] = [aTab(), aTab()];
    broker.receive(dead.port, want(0));
    await pass(0);
    clock.advance(GONE_AFTER_MS + 1);
    broker.receive(living.port, { type: 'alive' });
    expect(living.got).toContainEqual({ type: 'forgotten' });
    broker.receive(dead.port, { type: 'alive' });
    expect(dead.got).toContainEqual({ type: 'forgotten' });
  });

  it('[CLIENT-25] the loss of the stream is told to every tab, and to one that comes later', async () => {
    const { broker, pass } = aBroker();
    const [early, late] = [aTab(), aTab()];
    broker.receive(early.port, want(0));
    await pass(0);
    await pass(13_000);
    expect(early.got).toEqual([{ type: 'link', linked: false }]);
    broker.receive(late.port, want(0));
    expect(late.got).toEqual([{ type: 'link', linked: false }]);
  });
});
