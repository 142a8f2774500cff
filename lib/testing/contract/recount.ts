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

/** The Node that a daemon Pod is on or is meant for. */
export function targetOf(pod: Pod): string | undefined {
  const term = pod.spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms?.[0];
  return pod.spec.nodeName ?? term?.matchFields?.[0]?.values?.[0];
}

/** True when the Pod is ready and not on its way out. */
export function isServing(pod: Pod): boolean {
  return isPodReady(pod) && pod.metadata.deletionTimestamp === undefined;
}

/** On how many Nodes there are two Pods that are not on their way out, of which one is not ready: as maxSurge counts. */
export function doubled(pods: readonly Pod[]): number {
  const live = pods.filter((pod) => pod.metadata.deletionTimestamp === undefined);
  const nodes = new Set(live.map(targetOf));
  const isDoubled = (node: string | undefined) => {
    const there = live.filter((pod) => targetOf(pod) === node);
    return there.length > 1 && !there.every(isPodReady);
  };
  return [...nodes].filter(isDoubled).length;
}
