/** The simulated cluster's only source of time. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Runs `action` once after `delayMs` of this clock's time; returns the cancel. */
  schedule(delayMs: number, action: () => void): () => void;
}

interface Scheduled {
  at: number;
  order: number;
  action: () => void;
}

/** A clock that stands still until it is advanced; actions run in the order of their time, then of their scheduling. */
export class ManualClock implements Clock {
  #now: number;
  #order = 0;
  #queue: Scheduled[] = [];

  constructor(startMs: number) {
    this.#now = startMs;
  }

  now(): number {
    return this.#now;
  }

  schedule(delayMs: number, action: () => void): () => void {
    const entry = { at: this.#now + Math.max(0, delayMs), order: this.#order++, action };
    this.#queue.push(entry);
    return () => {
      this.#queue = this.#queue.filter((other) => other !== entry);
    };
  }

  /** Moves time on, running everything that falls due, what those actions schedule included. */
  advance(ms: number): void {
    const end = this.#now + ms;
    for (let next = this.#earliest(end); next; next = this.#earliest(end)) {
      this.#queue.splice(this.#queue.indexOf(next), 1);
      this.#now = Math.max(this.#now, next.at);
      next.action();
    }
    this.#now = end;
  }

  #earliest(end: number) {
    let found: Scheduled | undefined;
    for (const entry of this.#queue) {
      if (entry.at <= end && (!found || entry.at < found.at || (entry.at === found.at && entry.order < found.order)))
        found = entry;
    }
    return found;
  }
}

/** The machine's own time. */
export class SystemClock implements Clock {
  now(): number {
    return Date.now();
  }

  schedule(delayMs: number, action: () => void): () => void {
    const timer = setTimeout(action, delayMs);
    return () => clearTimeout(timer);
  }
}
