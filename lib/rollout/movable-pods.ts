import { controllerOf } from '#lib/kubernetes/object-meta.ts';
import { MIRROR_POD_ANNOTATION, type Pod, type PodSpec } from '#lib/kubernetes/pod.ts';
import { isPodTerminal, isPodTerminating } from '#lib/kubernetes/pod-conditions.ts';
import { isDaemonPod } from './room-amounts.ts';

/** The classes that every cluster has. Mirrors kubernetes/kubernetes pkg/apis/scheduling/types.go, v1.36. */
const SYSTEM_PRIORITIES: Readonly<Record<string, number>> = {
  'system-node-critical': 2_000_001_000,
  'system-cluster-critical': 2_000_000_000,
};
const LOWEST_SYSTEM_PRIORITY = 2_000_000_000;

/** The priority of a Pod or template; null when only its class is known, and not what that is worth. */
export function priorityOf({ priority, priorityClassName }: PodSpec): number | null {
  if (priority !== undefined) {
    return priority;
  }
  return priorityClassName !== undefined && Object.hasOwn(SYSTEM_PRIORITIES, priorityClassName)
    ? (SYSTEM_PRIORITIES[priorityClassName] ?? null)
    : null;
}

/** True for a static Pod: the kubelet runs it from a file, and deleting what the API shows changes nothing. */
function isStatic(pod: Pod): boolean {
  return Object.hasOwn(pod.metadata.annotations ?? {}, MIRROR_POD_ANNOTATION) || controllerOf(pod)?.kind === 'Node';
}

/**
 * The Pods of a Node that could run elsewhere to make room: of no DaemonSet, not static, not ended or leaving already,
 * and not more important than the Pod that wants the room. With its priority unknown, system Pods are left out.
 */
export function movablePods(pods: readonly Pod[], priority: number | null): readonly Pod[] {
  return pods.filter((pod) => {
    const own = pod.spec.priority ?? 0;
    const isLess = priority === null ? own < LOWEST_SYSTEM_PRIORITY : own <= priority;
    return isLess && !isDaemonPod(pod) && !isStatic(pod) && !isPodTerminal(pod) && !isPodTerminating(pod);
  });
}
