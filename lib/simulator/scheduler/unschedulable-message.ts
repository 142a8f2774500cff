import type { Misfit } from './node-fit.ts';

export interface SchedulingFailure {
  readonly nodeCount: number;
  /** The refusals of the Nodes that were filtered. */
  readonly misfits: readonly Misfit[];
}

const RESOLVABLE = /^(?:Insufficient |Too many pods|node\(s\) didn't have free ports)/;
const NOT_HELPFUL = 'Preemption is not helpful for scheduling';

/**
 * The text of the PodScheduled condition and of the FailedScheduling event.
 * Mirrors kubernetes/kubernetes pkg/scheduler/framework/types.go FitError.Error and the default PostFilter plugins, v1.36.
 */
export function unschedulableMessage({ nodeCount, misfits }: SchedulingFailure): string {
  if (nodeCount === 0) return 'no nodes available to schedule pods';
  const absent = nodeCount - misfits.length;
  const filtered = tally(misfits.flat(), absent, "node(s) didn't satisfy plugin(s) [NodeAffinity]");
  const victims = misfits.map((reasons) =>
    reasons.every((reason) => RESOLVABLE.test(reason)) ? 'No preemption victims found for incoming pod' : NOT_HELPFUL,
  );
  const available = `0/${nodeCount} nodes are available:`;
  const preemption = `preemption: ${available} ${tally(victims, absent, NOT_HELPFUL)}.`;
  return `${available} ${filtered}. no new claims to deallocate, ${preemption}`;
}

function tally(reasons: readonly string[], absent: number, absentReason: string): string {
  const counts = new Map<string, number>();
  for (const reason of reasons) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  if (absent > 0) counts.set(absentReason, (counts.get(absentReason) ?? 0) + absent);
  return [...counts]
    .map(([reason, count]) => `${count} ${reason}`)
    .sort()
    .join(', ');
}
