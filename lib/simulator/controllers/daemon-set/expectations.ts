import type { Clock } from '../../clock.ts';

interface Expected {
  creations: number;
  deletions: number;
  readonly setAt: number;
}

const TIMEOUT_MS = 300_000;

/**
 * The creations and deletions that a DaemonSet has asked for and not seen yet.
 * Mirrors kubernetes/kubernetes pkg/controller/controller_utils.go ControllerExpectations, v1.36.
 */
export class Expectations {
  readonly #clock: Clock;
  readonly #expected = new Map<string, Expected>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** True when everything asked for was seen, nothing was asked for, or the wait has become too long. */
  areSatisfied(key: string): boolean {
    const expected = this.#expected.get(key);
    if (!expected || (expected.creations <= 0 && expected.deletions <= 0)) return true;
    return this.#clock.now() - expected.setAt > TIMEOUT_MS;
  }

  /** Replaces what is expected. */
  set(key: string, creations: number, deletions: number): void {
    this.#expected.set(key, { creations, deletions, setAt: this.#clock.now() });
  }

  creationObserved(key: string, count = 1): void {
    const expected = this.#expected.get(key);
    if (expected) expected.creations -= count;
  }

  deletionObserved(key: string): void {
    const expected = this.#expected.get(key);
    if (expected) expected.deletions--;
  }

  forget(key: string): void {
    this.#expected.delete(key);
  }
}
