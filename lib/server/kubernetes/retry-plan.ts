import 'server-only';
import { backoffMs } from './backoff.ts';
import type { KubernetesApiError } from './kubernetes-api-error.ts';

export interface RetryPlan {
  /** Start from a new list instead of the last resourceVersion. */
  readonly relist: boolean;
  readonly delayMs: number;
  /** Whether news that the server is back may end the wait early. */
  readonly mayHurry: boolean;
}

const FORBIDDEN_MS = 30_000;
const CREDENTIALS_MS = 5_000;
const FIRST_RELIST_MS = 250;
const CLEAN_END_MS = 200;

/** In a row, before this end; a watch that proves itself sets both to 0. */
export interface FailureCount {
  readonly failures: number;
  readonly expiries: number;
}

/**
 * What follows the end of an attempt: `failure` undefined for a watch that the server ended in order. Rules REFLECTOR-10 to REFLECTOR-15 in REFLECTOR.md.
 */
export function planRetry(failure: KubernetesApiError | undefined, count: FailureCount, random: () => number): RetryPlan {
  if (!failure) return { relist: false, delayMs: random() * CLEAN_END_MS, mayHurry: true };
  const backoff = backoffMs(count.failures, random);
  switch (failure.reason) {
    case 'expired':
      return {
        relist: true,
        delayMs: count.expiries === 0 ? random() * FIRST_RELIST_MS : backoffMs(count.expiries, random),
        mayHurry: false,
      };
    case 'malformed':
    case 'tooLarge':
      return { relist: true, delayMs: backoff, mayHurry: false };
    case 'forbidden':
      return { relist: false, delayMs: FORBIDDEN_MS * (1 + random() / 2), mayHurry: false };
    case 'unauthorized':
    case 'credentials':
      return { relist: false, delayMs: Math.max(backoff, CREDENTIALS_MS), mayHurry: false };
    default:
      return failure.retryAfterMs === undefined
        ? { relist: false, delayMs: backoff, mayHurry: true }
        : { relist: false, delayMs: Math.max(backoff, failure.retryAfterMs) + random() * 1_000, mayHurry: false };
  }
}
