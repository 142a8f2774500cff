import { STALL_AFTER_MS } from './phase.ts';
import type { Phase } from './summary.ts';
import { timeText } from './times.ts';

/** Since when nothing has changed, and how long that may be. */
export interface StallClock {
  /** The latest time in the API at which anything of this rollout changed, RFC 3339. */
  readonly lastChangeAt: string;
  /** Without a change for this long the rollout has stalled. */
  readonly limitSeconds: number;
}

/** A phase in which something is awaited that does not come by itself, or nothing at all. */
const AWAITS_NOTHING: ReadonlySet<Phase> = new Set(['complete', 'waitingForDelete', 'paused', 'deleting', 'notObserved']);

/** The clock by which a rollout is called stalled, null while nothing has to happen by itself or no time is known. */
export function stallClock({
  phase,
  lastChangeAt,
  minReadySeconds,
}: {
  readonly phase: Phase;
  /** Milliseconds since the epoch, or null. */
  readonly lastChangeAt: number | null;
  readonly minReadySeconds: number;
}): StallClock | null {
  if (lastChangeAt === null || AWAITS_NOTHING.has(phase)) return null;
  return { lastChangeAt: timeText(lastChangeAt), limitSeconds: STALL_AFTER_MS / 1000 + minReadySeconds };
}
