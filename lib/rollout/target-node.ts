import type { Pod } from '#lib/kubernetes/pod.ts';

/**
 * The Node that a daemon Pod runs on or is pinned to, or null when it names none.
 * Mirrors kubernetes/kubernetes pkg/controller/daemon/util/daemonset_util.go GetTargetNodeName, v1.36.
 */
export function targetNodeOf(pod: Pod): string | null {
  if (pod.spec.nodeName) {
    return pod.spec.nodeName;
  }
  const required = pod.spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
  for (const term of required?.nodeSelectorTerms ?? []) {
    for (const { key, operator, values } of term.matchFields ?? []) {
      if (key === 'metadata.name' && operator === 'In') {
        return values?.length === 1 ? (values[0] ?? null) : null;
      }
    }
  }
  return null;
}
