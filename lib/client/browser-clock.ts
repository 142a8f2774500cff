/** Time in the browser, replaceable in tests. */
export interface BrowserClock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Runs `action` once after `delayMs`; returns the cancel. */
  schedule(delayMs: number, action: () => void): () => void;
}

/** The browser's own time. */
export const browserClock: BrowserClock = {
  now: () => Date.now(),
  schedule(delayMs, action) {
    const timer = setTimeout(action, delayMs);
    return () => clearTimeout(timer);
  },
};
