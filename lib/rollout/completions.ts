import type { AssessedPod } from './daemon-pod.ts';
import type { PredictionNode } from './prediction-step.ts';

/** How an update made its Pod available on one Node. */
export interface Completion {
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  /** From the Pod's creation until it was available. */
  readonly seconds: number;
}

/** The completions of one DaemonSet's update. Adding and removing them in any order gives the same. */
export interface CompletionTally {
  count: number;
  readonly createdAt: Map<number, number>;
  readonly seconds: Map<number, number>;
  /** The earliest of `createdAt`, null when it has to be looked for. */
  since: number | null;
}

export interface CompletionContext {
  readonly minReadySeconds: number;
  /** When the newest revision was made (milliseconds since the epoch), or null. */
  readonly newestRevisionAt: number | null;
}

export function emptyCompletions(): CompletionTally {
  return { count: 0, createdAt: new Map(), seconds: new Map(), since: null };
}

/** The Pod by which an eligible Node is done, or undefined. */
export function settledPod({ placement, pods }: Pick<PredictionNode, 'placement' | 'pods'>): AssessedPod | undefined {
  const [oldest] = pods;
  return placement.shouldRun && oldest?.live && oldest.view.updated && oldest.view.available ? oldest : undefined;
}

/** What the update has completed on this Node, or null; a Node that joined meanwhile was not rolled to. */
export function completionOf(
  node: Pick<PredictionNode, 'placement' | 'pods' | 'isNew'>,
  { minReadySeconds, newestRevisionAt }: CompletionContext,
): Completion | null {
  const pod = settledPod(node);
  if (pod === undefined || pod.readyChangedAt === null || newestRevisionAt === null || node.isNew) {
    return null;
  }
  const createdAt = Date.parse(pod.view.createdAt);
  const seconds = (pod.readyChangedAt - createdAt) / 1000 + minReadySeconds;
  return createdAt < newestRevisionAt ? null : { createdAt, seconds };
}

/** Adds one, or takes away one that was added before. */
export function changeCompletions(tally: CompletionTally, { createdAt, seconds }: Completion, sign: 1 | -1): void {
  tally.count += sign;
  changeCount(tally.createdAt, createdAt, sign);
  changeCount(tally.seconds, seconds, sign);
  if (sign === 1 && tally.since !== null && createdAt < tally.since) {
    tally.since = createdAt;
  }
  if (createdAt === tally.since && !tally.createdAt.has(createdAt)) {
    tally.since = null;
  }
}

/** When the first of their Pods was created (milliseconds since the epoch), or null when there is none. */
export function firstCompletion(tally: CompletionTally): number | null {
  if (tally.since === null && tally.count > 0) {
    tally.since = [...tally.createdAt.keys()].reduce((a, b) => Math.min(a, b));
  }
  return tally.since;
}

/** How long the Pod in the middle took; 0 when there is none. */
export function medianSeconds({ count, seconds }: CompletionTally): number {
  let before = 0;
  for (const [value, times] of [...seconds].sort(([a], [b]) => a - b)) {
    before += times;
    if (before > count >> 1) {
      return value;
    }
  }
  return 0;
}

/** Changes the count of a key by `change`; what comes to 0 is forgotten. */
export function changeCount<K>(counts: Map<K, number>, key: K, change: number): void {
  const left = (counts.get(key) ?? 0) + change;
  if (left === 0) {
    counts.delete(key);
  } else {
    counts.set(key, left);
  }
}
