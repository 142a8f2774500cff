import {
  type Completion,
  type CompletionTally,
  changeCompletions,
  changeCount,
  emptyCompletions,
  settledPod,
} from './completions.ts';
import type { NodeAssessment } from './node-assessment.ts';
import type { NodeCounts } from './node-rollout.ts';
import { NODE_ROLLOUT_STATES, type NodeRolloutState } from './node-rollout-state.ts';

/** One Node's part in the Tally. */
export interface TallyEntry extends NodeAssessment {
  /** True for a Node that is newer than every revision: it joined, it was not rolled to. */
  readonly isNew: boolean;
  /** True for a Node that is on its way out of the cluster. */
  readonly isLeaving: boolean;
  /** What the newest update has completed here, or null. */
  readonly completion: Completion | null;
}

/** The sums over all Nodes of one DaemonSet. Adding and removing entries in any order gives the same sums. */
export interface Tally {
  readonly counts: Record<keyof NodeCounts, number>;
  readonly states: Record<NodeRolloutState, number>;
  /** Failing Nodes by the word that explains them. */
  readonly failures: Map<string, number>;
  /** Eligible Nodes that are updated and available by kubectl's counts, and whose Pod is there to stay. */
  settled: number;
  /** Eligible Nodes that are not settled and are being removed. */
  leaving: number;
  /** Eligible Nodes that are not settled, joined after every revision was made and are not leaving. */
  joining: number;
  slots: number;
  failingSlots: number;
  /** Every Pod, those on Nodes that do not exist too. */
  podsLeft: number;
  /** Pods that are not terminating, by the hash of their revision. */
  readonly pods: Map<string, number>;
  /** Eligible Nodes whose oldest Pod is live, updated and available. */
  done: number;
  readonly completions: CompletionTally;
}

/** An empty Tally. */
export function emptyTally(): Tally {
  return {
    counts: { desired: 0, current: 0, ready: 0, updated: 0, available: 0, misscheduled: 0, missing: 0, stale: 0 },
    states: Object.fromEntries(NODE_ROLLOUT_STATES.map((state) => [state, 0])) as Record<NodeRolloutState, number>,
    failures: new Map(),
    settled: 0,
    leaving: 0,
    joining: 0,
    slots: 0,
    failingSlots: 0,
    podsLeft: 0,
    pods: new Map(),
    done: 0,
    completions: emptyCompletions(),
  };
}

/** Adds one Node's part. */
export function addToTally(tally: Tally, entry: TallyEntry): void {
  change(tally, entry, 1);
}

/** Takes away a part that was added before. */
export function removeFromTally(tally: Tally, entry: TallyEntry): void {
  change(tally, entry, -1);
}

/** The failure that most Nodes report, with their number, or null; the first by name among equals. */
export function commonestFailure(tally: Tally): { readonly reason: string; readonly nodes: number } | null {
  const [first] = [...tally.failures].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  return first === undefined ? null : { reason: first[0], nodes: first[1] };
}

function change(tally: Tally, entry: TallyEntry, sign: 1 | -1): void {
  const { rollout, usesSlot, failing, isNew, isLeaving, completion } = entry;
  const { counts, state, reason } = rollout;
  for (const field of Object.keys(tally.counts) as (keyof NodeCounts)[]) {
    tally.counts[field] += sign * counts[field];
  }
  tally.states[state] += sign;
  const settled = state === 'available' && counts.updated + counts.available === 2;
  tally.settled += settled ? sign : 0;
  const lags = counts.desired === 1 && !settled;
  tally.leaving += lags && isLeaving ? sign : 0;
  tally.joining += lags && isNew && !isLeaving ? sign : 0;
  tally.slots += usesSlot ? sign : 0;
  tally.failingSlots += usesSlot && failing ? sign : 0;
  if (failing) {
    changeCount(tally.failures, reason, sign);
  }
  tally.podsLeft += sign * rollout.pods.length;
  for (const { revisionHash, terminatingUntil } of rollout.pods) {
    if (terminatingUntil === null) {
      changeCount(tally.pods, revisionHash, sign);
    }
  }
  tally.done += settledPod({ placement: rollout.placement, pods: entry.pods }) === undefined ? 0 : sign;
  if (completion !== null) {
    changeCompletions(tally.completions, completion, sign);
  }
}
