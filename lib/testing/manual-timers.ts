/** A clock that stands still until the test moves it; fits the server's and the browser's clock. */
export interface ManualTimers {
  now(): number;
  schedule(delayMs: number, action: () => void): () => void;
  /** Moves time on, running what becomes due in order. */
  advance(byMs: number): void;
  /** Like `advance`, but lets promises settle after each step of at most 100 ms. */
  pass(byMs: number): Promise<void>;
  /** The machine sleeps: the time goes on while every timer stands still. */
  sleep(ms: number): void;
  /** How many actions wait. */
  readonly waiting: () => number;
}

const STEP_MS = 100;

/** A clock that begins at the given time. */
export function manualTimers(start = Date.parse('2026-01-01T00:00:00Z')): ManualTimers {
  let now = start;
  let order = 0;
  const timers = new Map<number, { readonly at: number; readonly action: () => void }>();
  const earliest = (until: number) =>
    [...timers].filter(([, { at }]) => at <= until).sort(([a, left], [b, right]) => left.at - right.at || a - b)[0];
  const advance = (byMs: number): void => {
    const until = now + byMs;
    for (let next = earliest(until); next; next = earliest(until)) {
      const [id, { at, action }] = next;
      timers.delete(id);
      now = Math.max(now, at);
      action();
    }
    now = until;
  };
  return {
    now: () => now,
    schedule(delayMs, action) {
      const id = order++;
      timers.set(id, { at: now + Math.max(0, delayMs), action });
      return () => timers.delete(id);
    },
    advance,
    async pass(byMs) {
      for (let left = byMs; left >= 0; left -= STEP_MS) {
        advance(Math.min(STEP_MS, left));
        for (let turn = 0; turn < 10; turn++) await Promise.resolve();
        if (left === 0) break;
      }
    },
    sleep(ms) {
      now += ms;
      for (const [id, { at, action }] of timers) timers.set(id, { at: at + ms, action });
    },
    waiting: () => timers.size,
  };
}
