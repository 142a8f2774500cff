import type { Node } from '#lib/kubernetes/node.ts';

/**
 * Taints with which an autoscaler says that it removes the Node: kubernetes/autoscaler
 * cluster-autoscaler/utils/taints/taints.go ToBeDeletedTaint, kubernetes-sigs/karpenter pkg/apis/v1/taints.go DisruptedTaintKey.
 */
const REMOVAL_TAINTS: ReadonlySet<string> = new Set(['ToBeDeletedByClusterAutoscaler', 'karpenter.sh/disrupted']);

/** True for a Node that is on its way out: its object is being deleted, or an autoscaler has begun to remove it. */
export function isNodeLeaving({ metadata, spec }: Node): boolean {
  return Boolean(metadata.deletionTimestamp) || (spec.taints ?? []).some(({ key }) => REMOVAL_TAINTS.has(key));
}
