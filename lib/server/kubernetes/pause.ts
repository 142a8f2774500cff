import 'server-only';
import type { Clock } from './clock.ts';

/** A wait that ends by itself, when it is stopped, or earlier when there is a reason to hurry. */
export interface Pause {
  /** Resolves after `delayMs`, or at once when the signal fires. One wait at a time. */
  wait(delayMs: number, options: { readonly mayHurry: boolean }): Promise<void>;
  /** Shortens the running wait to at most `withinMs` from now, if it may hurry. */
  hurry(withinMs: number): void;
}

/** A pause on the given clock that the signal ends. */
export function createPause(clock: Clock, signal: AbortSignal): Pause {
  let finish: (() => void) | undefined;
  let hurried: (() => void) | undefined;
  return {
    async wait(delayMs, { mayHurry }) {
      if (signal.aborted) return;
      const { promise, resolve } = Promise.withResolvers<void>();
      const cancel = clock.schedule(delayMs, resolve);
      const onAbort = () => resolve();
      signal.addEventListener('abort', onAbort, { once: true });
      finish = mayHurry ? resolve : undefined;
      await promise;
      signal.removeEventListener('abort', onAbort);
      cancel();
      hurried?.();
      finish = undefined;
    },
    hurry(withinMs) {
      if (finish) hurried = clock.schedule(withinMs, finish);
    },
  };
}
