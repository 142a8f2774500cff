import type { AssessedPod } from './daemon-pod.ts';

/**
 * True when this Node uses one slot of the update budget. `pods` are all daemon Pods mapped to the Node.
 * Mirrors the counting of numUnavailable and numSurge in
 * kubernetes/kubernetes pkg/controller/daemon/update.go rollingUpdate, v1.36.
 */
export function usesUpdateSlot(
  pods: readonly AssessedPod[],
  { shouldRun, surge }: { shouldRun: boolean; surge: boolean },
): boolean {
  if (pods.length === 0 && !shouldRun) {
    return false;
  }
  const staying = pods.filter((pod) => !pod.terminating);
  const updated = staying.filter((pod) => pod.view.updated);
  const outdated = staying.filter((pod) => !pod.view.updated);
  if (updated.length > 1 || outdated.length > 1) {
    return true;
  }
  const [newPod] = updated;
  const [oldPod] = outdated;
  if (surge) {
    return newPod !== undefined && oldPod !== undefined && !newPod.view.available;
  }
  if ((newPod === undefined) === (oldPod === undefined)) {
    return true;
  }
  return !(newPod ?? oldPod)?.view.available;
}
