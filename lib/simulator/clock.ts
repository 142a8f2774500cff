/** The simulated cluster's only source of time. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Runs `action` once after `delayMs` of this clock's time; returns the cancel. */
  schedule(delayMs: number, action: () => void): () => void;
}

interface Scheduled {
  readonly at: number;
  readonly order: number;
  action: (() => void) | undefined;
}

/** A clock that stands still until it is advanced; actions run in the order of their time, then of their scheduling. */
export class ManualClock implements Clock {
  #now: number;
  #order = 0;
  /** A binary heap: a fleet of thousands schedules tens of thousands of actions. */
  #heap: Scheduled[] = [];

  constructor(startMs: number) {
    this.#now = startMs;
  }

  now(): number {
    return this.#now;
  }

  schedule(delayMs: number, action: () => void): () => void {
    const entry: Scheduled = { at: this.#now + Math.max(0, Math.round(delayMs)), order: this.#order++, action };
    this.#push(entry);
    return () => {
      entry.action = undefined;
    };
  }

  /** Moves time on, running everything that falls due, what those actions schedule included. */
  advance(ms: number): void {
    const end = this.#now + Math.round(ms);
    for (let next = this.#heap[0]; next && next.at <= end; next = this.#heap[0]) {
      this.#pop();
      if (!next.action) continue;
      this.#now = Math.max(this.#now, next.at);
      next.action();
    }
    this.#now = end;
  }

  #push(entry: Scheduled): void {
    let index = this.#heap.push(entry) - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (!isEarlier(entry, this.#heap[parent])) break;
      this.#heap[index] = this.#heap[parent] as Scheduled;
      index = parent;
    }
    this.#heap[index] = entry;
  }

  #pop(): void {
    const last = this.#heap.pop();
    if (!last || this.#heap.length === 0) return;
    let index = 0;
    for (let child = 1; child < this.#heap.length; child = 2 * index + 1) {
      if (isEarlier(this.#heap[child + 1], this.#heap[child])) child++;
      const candidate = this.#heap[child] as Scheduled;
      if (!isEarlier(candidate, last)) break;
      this.#heap[index] = candidate;
      index = child;
    }
    this.#heap[index] = last;
  }
}

function isEarlier(left: Scheduled | undefined, right: Scheduled | undefined): boolean {
  if (!left || !right) return left !== undefined;
  return left.at < right.at || (left.at === right.at && left.order < right.order);
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

/** A time as the API writes it in most fields: RFC 3339 in UTC, whole seconds. */
export function timestamp(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}
