import type { Clock } from '../clock.ts';

export interface WorkQueueOptions {
  readonly clock: Clock;
  /** Handles one key; what it throws goes to `onError` and the key comes back with a growing delay. */
  readonly process: (key: string) => void;
  readonly onError: (error: unknown, key: string) => void;
  /** How long additions are gathered before they are worked on. */
  readonly gatherMs: () => number;
}

const FIRST_RETRY_MS = 5;
const LAST_RETRY_MS = 1_000_000;

/**
 * Keys to work on, each at most once at a time however often it is added.
 * Mirrors kubernetes/client-go util/workqueue (rate limiting queue with the default item back-off), v0.36.
 */
export class WorkQueue {
  readonly #options: WorkQueueOptions;
  readonly #dirty = new Set<string>();
  readonly #failures = new Map<string, number>();
  readonly #delayed = new Map<string, { at: number; cancel: () => void }>();
  #cancelDrain: (() => void) | undefined;

  constructor(options: WorkQueueOptions) {
    this.#options = options;
  }

  add(key: string): void {
    this.#dirty.add(key);
    this.#cancelDrain ??= this.#options.clock.schedule(this.#options.gatherMs(), () => this.#drain());
  }

  /** Adds the key later; of several pending times the earliest counts. */
  addAfter(key: string, delayMs: number): void {
    if (delayMs <= 0) {
      this.add(key);
      return;
    }
    const at = this.#options.clock.now() + delayMs;
    const pending = this.#delayed.get(key);
    if (pending && pending.at <= at) return;
    pending?.cancel();
    const cancel = this.#options.clock.schedule(delayMs, () => {
      this.#delayed.delete(key);
      this.add(key);
    });
    this.#delayed.set(key, { at, cancel });
  }

  stop(): void {
    this.#cancelDrain?.();
    for (const { cancel } of this.#delayed.values()) cancel();
    this.#delayed.clear();
    this.#dirty.clear();
  }

  #drain(): void {
    const keys = [...this.#dirty];
    this.#dirty.clear();
    this.#cancelDrain = undefined;
    for (const key of keys) this.#processOne(key);
  }

  #processOne(key: string): void {
    try {
      this.#options.process(key);
      this.#failures.delete(key);
    } catch (error) {
      const failures = this.#failures.get(key) ?? 0;
      this.#failures.set(key, failures + 1);
      this.addAfter(key, Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** failures));
      this.#options.onError(error, key);
    }
  }
}
