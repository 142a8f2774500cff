import { type DaemonSetStatus, REVISION_HASH_LABEL } from '#lib/kubernetes/daemon-set.ts';
import type { Pod } from '#lib/kubernetes/pod.ts';

/**
 * The counts that a settled DaemonSet's status must have: one Pod on each eligible Node, all of one revision. Fields
 * that are zero are left out, as the API server leaves them out, but for those that it always writes.
 */
export function recountedStatus(eligibleNodes: readonly string[], pods: readonly Pod[]): Partial<DaemonSetStatus> {
  const at = (node: string) => pods.filter((pod) => pod.spec.nodeName === node);
  const served = eligibleNodes.filter((node) => at(node).length > 0);
  const ready = served.filter((node) => at(node).some(isPodReady));
  const newest = pods[0]?.metadata.labels?.[REVISION_HASH_LABEL];
  const updated = served.filter((node) => at(node).every((pod) => pod.metadata.labels?.[REVISION_HASH_LABEL] === newest));
  const misscheduled = pods.filter((pod) => !eligibleNodes.includes(pod.spec.nodeName ?? ''));
  return {
    desiredNumberScheduled: eligibleNodes.length,
    currentNumberScheduled: served.length,
    numberMisscheduled: misscheduled.length,
    numberReady: ready.length,
    ...(ready.length && { numberAvailable: ready.length }),
    ...(eligibleNodes.length - ready.length && { numberUnavailable: eligibleNodes.length - ready.length }),
    ...(updated.length && { updatedNumberScheduled: updated.length }),
  };
}

/** True when the Pod's condition Ready is True. */
export function isPodReady(pod: Pod): boolean {
  return pod.status.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True') === true;
}
