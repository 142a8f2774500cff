import type { DaemonSet, DaemonSetStatus } from '#lib/kubernetes/daemon-set.ts';
import { isObserved } from './revisions.ts';
import type { Counts, Summary } from './summary.ts';

const FIELDS: readonly (readonly [keyof DaemonSetStatus, keyof Counts])[] = [
  ['desiredNumberScheduled', 'desired'],
  ['currentNumberScheduled', 'current'],
  ['numberMisscheduled', 'misscheduled'],
  ['numberReady', 'ready'],
  ['updatedNumberScheduled', 'updated'],
  ['numberAvailable', 'available'],
  ['numberUnavailable', 'unavailable'],
];

/**
 * Where the object's own status differs from what Nodes and Pods say. Nothing while the status cannot be meant:
 * before the spec is observed, and once the DaemonSet is being deleted, for then the controller stops writing it.
 */
export function statusDrift(daemonSet: DaemonSet, counts: Counts): Summary['drift'] {
  if (!isObserved(daemonSet) || daemonSet.metadata.deletionTimestamp) {
    return [];
  }
  return FIELDS.map(([field, count]) => ({ field, status: daemonSet.status?.[field] ?? 0, computed: counts[count] })).filter(
    ({ status, computed }) => status !== computed,
  );
}
