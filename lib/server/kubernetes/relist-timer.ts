import 'server-only';
import { backoffMs } from './backoff.ts';
import type { Clock } from './clock.ts';

/** After this many lists in vain the next ones come minutes apart: a list of a large cluster is not cheap. */
const PATIENT_AFTER = 5;

export interface RelistTimer {
  /** After each live event. */
  poke(): void;
  /** After each complete list. */
  listed(): void;
  stop(): void;
}

/**
 * Asks for a new list some time after an object was refused, less often while lists keep refusing objects, so that
 * one poisonous object neither stays missing for ever nor keeps the server busy.
 */
export function createRelistTimer(options: {
  readonly clock: Clock;
  readonly random: () => number;
  readonly refused: () => number;
  readonly onDue: () => void;
}): RelistTimer {
  let rounds = 0;
  let cancel: (() => void) | undefined;
  const poke = () => {
    if (cancel || options.refused() === 0) return;
    const delayMs = backoffMs(rounds, options.random) * (rounds < PATIENT_AFTER ? 1 : 10);
    cancel = options.clock.schedule(delayMs, () => {
      cancel = undefined;
      rounds += 1;
      options.onDue();
    });
  };
  const stop = () => {
    cancel?.();
    cancel = undefined;
  };
  return {
    poke,
    listed() {
      stop();
      if (options.refused() === 0) rounds = 0;
      poke();
    },
    stop,
  };
}
