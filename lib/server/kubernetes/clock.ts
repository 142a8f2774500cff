import 'server-only';

/** The only source of time of the server's talk with Kubernetes. The simulated cluster's clocks fit it. */
export interface Clock {
  /** Milliseconds since the epoch; may jump when somebody sets the machine's clock, so it never times a deadline. */
  now(): number;
  /** Runs `action` once after `delayMs`; returns the cancel. Deadlines rest on this alone. */
  schedule(delayMs: number, action: () => void): () => void;
}

/** The machine's own time. Timers do not keep the process alive: a server does that by listening. */
export const systemClock: Clock = {
  now: () => Date.now(),
  schedule(delayMs, action) {
    const timer = setTimeout(action, delayMs);
    timer.unref();
    return () => clearTimeout(timer);
  },
};
