import type { Pod, PodSpec } from '#lib/kubernetes/pod.ts';
import { isPodReady, isPodTerminal, isPodTerminating, podCondition } from '#lib/kubernetes/pod-conditions.ts';
import { latest } from './times.ts';

/** A Pod that is not ready for this long is late: the default progress deadline of a Deployment. */
const LATE_AFTER_MS = 600 * 1000;
/** Sandbox, network and volumes take seconds; the kubelet gives up waiting for volumes after two minutes and tries again. */
const SANDBOX_LATE_AFTER_MS = 120 * 1000;

/**
 * How long the startup probes of a template let its containers take, in milliseconds; 0 without any.
 * The defaults are those of kubernetes/kubernetes pkg/apis/core/v1/defaults.go SetDefaults_Probe, v1.36.
 */
export function startAllowance({ containers, initContainers = [] }: PodSpec): number {
  const seconds = [...containers, ...initContainers].map(({ startupProbe }) => {
    const { initialDelaySeconds = 0, periodSeconds = 10, failureThreshold = 3 } = startupProbe ?? {};
    return startupProbe === undefined ? 0 : initialDelaySeconds + (periodSeconds || 10) * (failureThreshold || 3);
  });
  return Math.max(0, ...seconds) * 1000;
}

/**
 * From when on a Pod that is not ready yet is a problem although it reports no failure (milliseconds since the epoch), or
 * null when it is ready, ended or leaving. Each turn of the condition Ready begins a new term; startup probes lengthen it.
 */
export function startLimit(pod: Pod, allowanceMs: number): number | null {
  if (isPodReady(pod) || isPodTerminal(pod) || isPodTerminating(pod)) {
    return null;
  }
  const createdAt = Date.parse(pod.metadata.creationTimestamp);
  const turned = (type: string) => Date.parse(podCondition(pod, type)?.lastTransitionTime ?? '');
  // See kubernetes/kubernetes pkg/kubelet/status/generate.go GeneratePodReadyToStartContainersCondition, v1.36.
  if (podCondition(pod, 'PodReadyToStartContainers')?.status === 'False') {
    return later([createdAt, turned('PodScheduled')], SANDBOX_LATE_AFTER_MS);
  }
  return later([createdAt, turned('Ready')], Math.max(LATE_AFTER_MS, allowanceMs));
}

function later(times: readonly number[], after: number): number | null {
  const since = latest(times);
  return since === null ? null : since + after;
}
