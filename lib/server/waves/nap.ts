import 'server-only';
import type { WaveClock } from './wave-timings.ts';

/** One sleeper that others may wake. */
export class Nap {
  readonly #clock: WaveClock;
  #wake: () => void = () => undefined;

  constructor(clock: WaveClock) {
    this.#clock = clock;
  }

  /** Resolves after the time, or when somebody wakes it. */
  async sleep(delayMs: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const cancel = this.#clock.schedule(delayMs, resolve);
    this.#wake = resolve;
    await promise;
    cancel();
    this.#wake = () => undefined;
  }

  wake(): void {
    this.#wake();
  }
}
