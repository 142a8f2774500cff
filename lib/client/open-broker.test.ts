import { afterEach, describe, expect, it, vi } from 'vitest';
import { manualTimers } from '#lib/testing/manual-timers.ts';
import type { BrokerMessage } from './broker-message.ts';
import { openBroker } from './open-broker.ts';

const WANT = { type: 'want', feed: 'c/fleet', cursor: { epoch: 'e', seq: 0 } } as const;

/** A tab in a browser without SharedWorker, whose visibility the test sets. */
function aTabAlone() {
  const clock = manualTimers();
  const signals: AbortSignal[] = [];
  vi.stubGlobal('SharedWorker', undefined);
  vi.stubGlobal('fetch', (_path: string, { signal }: { signal: AbortSignal }) => {
    signals.push(signal);
    return new Promise<Response>(() => {});
  });
  const got: BrokerMessage[] = [];
  const listeners: (() => void)[] = [];
  let hidden = false;
  const page = {
    hidden: () => hidden,
    onHiddenChange: (run: () => void) => listeners.push(run),
    onLeave: () => {},
    onReturn: () => {},
  };
  const link = openBroker((message) => got.push(message), { clock, page });
  const hide = (value: boolean) => {
    hidden = value;
    for (const run of listeners) run();
  };
  return { link, clock, signals, got, hide };
}

afterEach(() => vi.unstubAllGlobals());

describe('openBroker without SharedWorker', () => {
  it('[CLIENT-60] the tab holds a stream of its own', () => {
    const { link, clock, signals } = aTabAlone();
    link.post(WANT);
    clock.advance(0);
    expect(signals.map(({ aborted }) => aborted)).toEqual([false]);
  });

  it('[CLIENT-61] a tab that stays hidden lets go of its stream, and asks anew when it is seen', () => {
    const { link, clock, signals, got, hide } = aTabAlone();
    link.post(WANT);
    clock.advance(0);
    hide(true);
    clock.advance(5_000);
    expect(signals[0]?.aborted).toBe(false);
    clock.advance(26_000);
    expect(signals.at(-1)?.aborted).toBe(true);
    hide(false);
    expect(got).toContainEqual({ type: 'forgotten' });
  });

  it('[CLIENT-62] a glance at another tab changes nothing', () => {
    const { link, clock, signals, hide, got } = aTabAlone();
    link.post(WANT);
    clock.advance(0);
    hide(true);
    clock.advance(3_000);
    hide(false);
    clock.advance(5_000);
    expect([signals.length, signals[0]?.aborted, got]).toEqual([1, false, []]);
  });
});

/** A SharedWorker that hears and stays silent, unless the test makes it speak. */
class QuietWorker {
  static latest: QuietWorker | null = null;
  readonly heard: unknown[] = [];
  onerror: (() => void) | null = null;
  readonly port = {
    onmessage: null as ((event: { data: BrokerMessage }) => void) | null,
    postMessage: (message: unknown) => void this.heard.push(message),
  };
  constructor() {
    QuietWorker.latest = this;
  }
}

function aTabWithWorker() {
  const rig = aTabAlone();
  vi.stubGlobal('SharedWorker', QuietWorker);
  const got: BrokerMessage[] = [];
  const page = { hidden: () => false, onHiddenChange: () => {}, onLeave: () => {}, onReturn: () => {} };
  const link = openBroker((message) => got.push(message), { clock: rig.clock, page });
  return { ...rig, got, link, worker: QuietWorker.latest ?? expect.fail('no worker was made') };
}

describe('openBroker with SharedWorker', () => {
  it('[CLIENT-63] a worker that greets carries the streams; the tab opens none', () => {
    const { worker, clock, link, got, signals } = aTabWithWorker();
    worker.port.onmessage?.({ data: { type: 'forgotten' } });
    link.post(WANT);
    clock.advance(60_000);
    expect(worker.heard).toEqual([WANT]);
    expect([got, signals.length]).toEqual([[{ type: 'forgotten' }], 0]);
  });

  it.each(['fails', 'stays silent'])(
    '[CLIENT-64] where the worker %s the tab says its wishes again, to a broker of its own',
    (how) => {
      const { worker, clock, link, got, signals } = aTabWithWorker();
      link.post(WANT);
      if (how === 'fails') worker.onerror?.();
      clock.advance(10_000);
      expect(worker.heard).toEqual([WANT, { type: 'leave' }]);
      expect(got).toEqual([{ type: 'forgotten' }]);
      link.post(WANT);
      clock.advance(0);
      expect(signals).toHaveLength(1);
    },
  );

  it('[CLIENT-65] a worker that greets late takes the stream back from the tab', () => {
    const { worker, clock, link, got, signals } = aTabWithWorker();
    clock.advance(10_000);
    link.post(WANT);
    clock.advance(0);
    worker.port.onmessage?.({ data: { type: 'forgotten' } });
    link.post(WANT);
    expect([signals.length, signals[0]?.aborted]).toEqual([1, true]);
    expect(got).toEqual([{ type: 'forgotten' }, { type: 'forgotten' }]);
    expect(worker.heard.at(-1)).toEqual(WANT);
  });
});
