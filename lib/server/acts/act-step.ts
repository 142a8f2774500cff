import 'server-only';
import type { ActOutcome } from '#lib/feed/act.ts';
import type { PlannedAct, PlannedObject } from '#lib/rollout/act-plan.ts';
import { isKubernetesApiError } from '#lib/server/http/outward-error.ts';

/** How one object of an act ended. */
export interface StepEnd {
  readonly outcome: ActOutcome;
  /** One sentence, or ''. */
  readonly message: string;
  /** Of the object as it was just before. */
  readonly resourceVersion?: string;
}

/** What is done to one object. */
export interface ActStep {
  readonly object: PlannedObject;
  /**
   * Looks at the object again and does it, or lets the API server check it only. Throws KubernetesApiError, and
   * Refusal when the object is another by now.
   */
  readonly run: (dryRun: boolean) => Promise<StepEnd>;
}

/** An act that has been looked up: what it will do, the equal commands, and one step for each object. */
export interface PreparedAct {
  readonly plan: PlannedAct;
  readonly kubectl: string;
  readonly steps: readonly ActStep[];
}

const MOST_TRIES = 5;

/** The end of a step that was carried out, or would be. */
export function ended(dryRun: boolean, resourceVersion: string): StepEnd {
  return { outcome: dryRun ? 'wouldDo' : 'done', message: '', resourceVersion };
}

/** A step of which nothing is left to do. */
export function alreadyEnded(message: string): StepEnd {
  return { outcome: 'alreadyDone', message };
}

/**
 * Tries again while somebody else writes the object in between. `attempt` looks at it anew each time and is told which
 * try it is, from 0. Throws what the last try throws.
 */
export async function whileConflicting<T>(attempt: (number: number) => Promise<T>): Promise<T> {
  for (let number = 0; ; number += 1) {
    try {
      return await attempt(number);
    } catch (thrown) {
      const isConflict = isKubernetesApiError(thrown) && thrown.reason === 'conflict';
      if (!isConflict || number === MOST_TRIES - 1) throw thrown;
    }
  }
}

const UNCERTAIN = new Set(['timeout', 'unreachable', 'unavailable', 'malformed']);

/**
 * Sends a change once. When its answer is lost, `isDone` looks whether it was made; throws what was lost unless it was.
 */
export async function sendOnce(send: () => Promise<unknown>, isDone: () => Promise<boolean>): Promise<void> {
  try {
    await send();
  } catch (thrown) {
    if (!isKubernetesApiError(thrown) || !UNCERTAIN.has(thrown.reason)) throw thrown;
    if (!(await isDone().catch(() => false))) throw thrown; // what was lost is the better answer
  }
}

/** The object, or null when it is gone. Throws KubernetesApiError. */
export async function unlessGone<T>(read: Promise<T>): Promise<T | null> {
  try {
    return await read;
  } catch (thrown) {
    if (isKubernetesApiError(thrown) && thrown.reason === 'notFound') return null;
    throw thrown;
  }
}
