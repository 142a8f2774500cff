import type { Pod } from '#lib/kubernetes/pod.ts';
import { isPodTerminal } from './availability.ts';

/**
 * The Node that a daemon Pod is on or is pinned to, or undefined.
 * Mirrors kubernetes/kubernetes pkg/controller/daemon/util/daemonset_util.go GetTargetNodeName, v1.36.
 */
export function targetNodeOf(pod: Pod): string | undefined {
  if (pod.spec.nodeName) return pod.spec.nodeName;
  const terms = pod.spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms ?? [];
  for (const term of terms) {
    for (const field of term.matchFields ?? []) {
      if (field.key !== 'metadata.name' || field.operator !== 'In') continue;
      return field.values?.length === 1 ? field.values[0] : undefined;
    }
  }
  return undefined;
}

/** Groups Pods by target Node, each group in the order that they came; deleted terminal Pods and unplaced ones are left out. */
export function podsByNode(pods: readonly Pod[]): Map<string, Pod[]> {
  const grouped = new Map<string, Pod[]>();
  for (const pod of pods) {
    if (isPodTerminal(pod) && pod.metadata.deletionTimestamp) continue;
    const node = targetNodeOf(pod);
    if (node === undefined) continue;
    const group = grouped.get(node);
    if (group) group.push(pod);
    else grouped.set(node, [pod]);
  }
  return grouped;
}

/**
 * Bound before unbound, then older, then by name.
 * Mirrors kubernetes/kubernetes pkg/controller/daemon/daemon_controller.go podByCreationTimestampAndPhase, v1.36.
 */
export function inPodOrder(pods: readonly Pod[]): readonly Pod[] {
  return pods.length < 2 ? pods : [...pods].sort(comparePods);
}

function comparePods(left: Pod, right: Pod): number {
  const bound = Number(Boolean(right.spec.nodeName)) - Number(Boolean(left.spec.nodeName));
  if (bound !== 0) return bound;
  const age = Date.parse(left.metadata.creationTimestamp) - Date.parse(right.metadata.creationTimestamp);
  if (age !== 0) return age;
  return left.metadata.name < right.metadata.name ? -1 : 1;
}
