import type { WaveFacts } from './wave-facts.ts';
import type { FailedNode, InFlightNode, WaveRecord } from './wave-record.ts';

/** A new Pod has this long before what it reports counts: a first scheduling attempt may come before the old Pod's room is free. */
const FIRST_REPORTS_MS = 5_000;

type Verdict = { readonly is: 'done' | 'inFlight' } | { readonly is: 'failed'; readonly reason: string };

/**
 * Looks at every Node that the wave has touched: done when its new Pod is of the update revision and available for
 * minReadySeconds; failed when that Pod reports a failure or is not available in time; over when the Node is gone or no
 * longer eligible. A failed Node that becomes available after all counts as done.
 */
export function passHealthGate(record: WaveRecord, facts: WaveFacts, now: number): WaveRecord {
  const inFlight: InFlightNode[] = [];
  const failed: FailedNode[] = [];
  for (const touched of [...record.failed, ...record.inFlight]) {
    const verdict = judge(touched, { record, facts, now });
    if (verdict.is === 'failed') failed.push({ node: touched.node, since: touched.since, reason: verdict.reason });
    else if (verdict.is === 'inFlight') inFlight.push({ node: touched.node, since: touched.since });
  }
  return isSame(record.inFlight, inFlight) && isSame(record.failed, failed) ? record : { ...record, inFlight, failed };
}

/** When the Node's time to become available is over. */
export function deadlineOf({ since }: InFlightNode, { pacing }: WaveRecord): number {
  return since + pacing.availableWithinSeconds * 1000;
}

function judge(
  touched: InFlightNode,
  { record, facts, now }: { readonly record: WaveRecord; readonly facts: WaveFacts; readonly now: number },
): Verdict {
  const node = facts.node(touched.node);
  if (node === null || !node.rollout.placement.shouldRun) return { is: 'done' };
  const { state, reason, pods } = node.rollout;
  if (state === 'available') return { is: 'done' };
  const isLate = now >= deadlineOf(touched, record);
  if (isLate) return { is: 'failed', reason: reason || state };
  const updated = pods.find((pod) => pod.updated && pod.terminatingUntil === null);
  const hasReported = updated !== undefined && now - Date.parse(updated.createdAt) >= FIRST_REPORTS_MS;
  return state === 'failing' && hasReported ? { is: 'failed', reason } : { is: 'inFlight' };
}

function isSame(before: readonly InFlightNode[], after: readonly InFlightNode[]): boolean {
  return before.length === after.length && before.every(({ node }, index) => node === after[index]?.node);
}
