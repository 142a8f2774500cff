import type { Pod } from '#lib/kubernetes/pod.ts';
import { isPodReady, isPodTerminal, isPodTerminating, podCondition } from '#lib/kubernetes/pod-conditions.ts';
import { latest } from './times.ts';

/** A Pod that is not ready for this long is late: the default progress deadline of a Deployment. */
const LATE_AFTER_MS = 600 * 1000;
/** Sandbox, network and volumes take seconds; the kubelet gives up waiting for volumes after two minutes and tries again. */
const SANDBOX_LATE_AFTER_MS = 120 * 1000;

/**
 * From when on a Pod that is not ready yet is a problem although it reports no failure (milliseconds since the epoch), or
 * null when it is ready, ended or leaving. Each turn of the condition Ready begins a new term.
 */
export function startLimit(pod: Pod): number | null {
  if (isPodReady(pod) || isPodTerminal(pod) || isPodTerminating(pod)) {
    return null;
  }
  const createdAt = Date.parse(pod.metadata.creationTimestamp);
  const turned = (type: string) => Date.parse(podCondition(pod, type)?.lastTransitionTime ?? '');
  // See kubernetes/kubernetes pkg/kubelet/status/generate.go GeneratePodReadyToStartContainersCondition, v1.36.
  if (podCondition(pod, 'PodReadyToStartContainers')?.status === 'False') {
    return later([createdAt, turned('PodScheduled')], SANDBOX_LATE_AFTER_MS);
  }
  return later([createdAt, turned('Ready')], LATE_AFTER_MS);
}

function later(times: readonly number[], after: number): number | null {
  const since = latest(times);
  return since === null ? null : since + after;
}
