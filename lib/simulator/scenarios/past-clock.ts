import type { Clock } from '../clock.ts';

/** The cluster's clock while its past is made: `agoMs` before the real one. */
export class PastClock implements Clock {
  agoMs = 0;
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  now(): number {
    return Math.round(this.#clock.now() - this.agoMs);
  }

  schedule(delayMs: number, action: () => void): () => void {
    return this.#clock.schedule(delayMs, action);
  }
}
