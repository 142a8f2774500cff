/** The clock that a paced listener needs. */
export interface PaceClock {
  now(): number;
  /** Calls once after so many ms; returns the cancel. */
  after(ms: number, call: () => void): () => void;
}

const browserPace: PaceClock = {
  now: () => performance.now(),
  after(ms, call) {
    const timer = setTimeout(call, ms);
    return () => clearTimeout(timer);
  },
};

/**
 * A listener that is told of the first change at once, and of what follows at most once in `everyMs`; the last change is never
 * lost. `cancel` ends it.
 */
export function pacedListener(listener: () => void, everyMs: number, clock: PaceClock = browserPace) {
  let toldAt = Number.NEGATIVE_INFINITY;
  let cancel: (() => void) | null = null;
  const tell = () => {
    cancel = null;
    toldAt = clock.now();
    listener();
  };
  return {
    change() {
      if (cancel !== null) return;
      const wait = toldAt + everyMs - clock.now();
      if (wait <= 0) tell();
      else cancel = clock.after(wait, tell);
    },
    cancel() {
      cancel?.();
      cancel = null;
    },
  };
}
