import type { DaemonPod, NodeRollout } from '#lib/rollout/node-rollout.ts';
import { NODE_ROLLOUT_STATES } from '#lib/rollout/node-rollout-state.ts';
import { epochSeconds } from './node-attributes.ts';
import { MARK } from './snapshot.ts';
import type { StringTable } from './string-table.ts';

/** The cells of RolloutColumns for one Node, in that order without `slot`. */
export function rolloutRow(rollout: NodeRollout, strings: StringTable): readonly number[] {
  const counting = rollout.pods[0];
  return [
    NODE_ROLLOUT_STATES.indexOf(rollout.state),
    rolloutMarks(rollout),
    uint32(counting?.revision ?? 0),
    strings.intern(rollout.reason),
    uint32(counting?.restarts ?? 0),
    epochSeconds(counting?.createdAt),
  ];
}

/** The nearest number that a column holds: the API takes revisions of 64 bits and restarts below 0. */
function uint32(value: number): number {
  return Math.min(Math.max(0, Math.trunc(value)), 2 ** 32 - 1);
}

/** Bits of MARK. */
export function rolloutMarks(rollout: NodeRollout): number {
  const { pods, placement } = rollout;
  let marks = 0;
  if (rollout.counts.stale > 0) marks |= MARK.stale;
  if (hasTwoRevisions(pods)) marks |= MARK.surge;
  if (pods.some((pod) => pod.terminatingUntil !== null)) marks |= MARK.terminating;
  if (pods.some((pod) => pod.pending)) marks |= MARK.pending;
  if (placement.shouldRun) marks |= MARK.shouldRun;
  if (placement.shouldContinueRunning) marks |= MARK.shouldContinueRunning;
  return marks;
}

function hasTwoRevisions(pods: readonly DaemonPod[]): boolean {
  return pods.some((pod) => pod.terminatingUntil === null && pod.revisionHash !== firstLiveHash(pods));
}

function firstLiveHash(pods: readonly DaemonPod[]): string | undefined {
  return pods.find((pod) => pod.terminatingUntil === null)?.revisionHash;
}
