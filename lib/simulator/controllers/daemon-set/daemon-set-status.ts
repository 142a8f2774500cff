import type { DaemonSetStatus } from '#lib/kubernetes/daemon-set.ts';
import { isPodReady } from './availability.ts';
import { inPodOrder } from './daemon-pods.ts';
import { isPodUpdated } from './pod-template.ts';
import { isAvailable, type SyncState } from './sync-state.ts';

/** The seven counts of a DaemonSet's status. */
export type StatusCounts = Omit<Required<DaemonSetStatus>, 'observedGeneration' | 'collisionCount'>;

/**
 * Counts each Node by its oldest daemon Pod.
 * Mirrors kubernetes/kubernetes pkg/controller/daemon/daemon_controller.go updateDaemonSetStatus, v1.36.
 */
export function statusCounts(state: SyncState): StatusCounts {
  const counts = {
    currentNumberScheduled: 0,
    numberMisscheduled: 0,
    desiredNumberScheduled: 0,
    numberReady: 0,
    updatedNumberScheduled: 0,
    numberAvailable: 0,
    numberUnavailable: 0,
  };
  for (const node of state.nodes.values()) {
    const pods = state.podsByNode.get(node.metadata.name) ?? [];
    const oldest = inPodOrder(pods)[0];
    if (!state.verdict(node).shouldRun) {
      if (oldest) counts.numberMisscheduled++;
      continue;
    }
    counts.desiredNumberScheduled++;
    if (!oldest) continue;
    counts.currentNumberScheduled++;
    if (isPodReady(oldest)) counts.numberReady++;
    if (isAvailable(state, oldest)) counts.numberAvailable++;
    if (isPodUpdated(oldest, state.daemonSet, state.hash)) counts.updatedNumberScheduled++;
  }
  counts.numberUnavailable = counts.desiredNumberScheduled - counts.numberAvailable;
  return counts;
}

const LEFT_OUT_WHEN_ZERO = ['updatedNumberScheduled', 'numberAvailable', 'numberUnavailable', 'observedGeneration'];

/** The status as the API server writes it: some fields are left out when they are zero (`omitempty`). */
export function statusOnWire(status: Partial<DaemonSetStatus>): Partial<DaemonSetStatus> {
  const kept = Object.entries(status).filter(([field, count]) => count !== 0 || !LEFT_OUT_WHEN_ZERO.includes(field));
  return Object.fromEntries(kept);
}

/** True when the stored status already says so. */
export function isStatusCurrent(stored: Partial<DaemonSetStatus>, counts: StatusCounts, generation: number): boolean {
  const known = new Map(Object.entries(stored));
  const equal = Object.entries(counts).every(([field, count]) => (known.get(field) ?? 0) === count);
  return equal && (stored.observedGeneration ?? 0) >= generation;
}
