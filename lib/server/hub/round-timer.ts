import 'server-only';
import type { Clock } from '#lib/server/kubernetes/clock.ts';

/** Runs `round` soon after it was asked for, at most once per `everyMs`, and at a due time; nothing runs unasked. */
export class RoundTimer {
  readonly #clock: Clock;
  readonly #everyMs: number;
  readonly #round: () => void;
  #cancel: (() => void) | null = null;
  #plannedAt = Number.POSITIVE_INFINITY;
  #ranAt = Number.NEGATIVE_INFINITY;
  #stopped = false;

  constructor(options: { clock: Clock; everyMs: number; round: () => void }) {
    this.#clock = options.clock;
    this.#everyMs = options.everyMs;
    this.#round = options.round;
  }

  /** Asks for a round as soon as the pace allows. Objects of one burst share it. */
  ask(): void {
    const now = this.#clock.now();
    const pause = this.#ranAt > now ? this.#everyMs : this.#ranAt + this.#everyMs - now;
    this.#plan(now + Math.max(pause, BURST_MS));
  }

  /** Asks for a round not before `at`, in milliseconds since the epoch. */
  askAt(at: number): void {
    this.#plan(Math.max(at, this.#clock.now() + this.#everyMs));
  }

  stop(): void {
    this.#stopped = true;
    this.#cancel?.();
  }

  #plan(at: number): void {
    if (this.#stopped || at >= this.#plannedAt) return;
    this.#cancel?.();
    this.#plannedAt = at;
    const delayMs = Math.max(0, Math.min(at - this.#clock.now(), LONGEST_DELAY_MS));
    this.#cancel = this.#clock.schedule(delayMs, () => this.#run());
  }

  #run(): void {
    this.#plannedAt = Number.POSITIVE_INFINITY;
    this.#cancel = null;
    this.#ranAt = this.#clock.now();
    this.#round();
  }
}

const BURST_MS = 10;
const LONGEST_DELAY_MS = 2 ** 31 - 1; // what setTimeout can hold
