import type { Node } from '#lib/kubernetes/node.ts';
import type { Pod } from '#lib/kubernetes/pod.ts';
import { misfit, NODE_AFFINITY_MISFIT, PODS_MISFIT, PORTS_MISFIT, untoleratedTaint } from '../scheduler/node-fit.ts';

export interface Refusal {
  readonly reason: string;
  readonly message: string;
}

const REASONS: ReadonlyMap<string, string> = new Map([
  [NODE_AFFINITY_MISFIT, 'NodeAffinity'],
  [PORTS_MISFIT, 'NodePorts'],
  [PODS_MISFIT, 'OutOfpods'],
]);

/**
 * Why a kubelet refuses a Pod that was bound to its Node, or undefined. Only NoExecute taints count here.
 * Mirrors kubernetes/kubernetes pkg/kubelet/lifecycle/predicate.go Admit, v1.36.
 */
export function admissionRefusal(pod: Pod, node: Node, others: readonly Pod[]): Refusal | undefined {
  if (untoleratedTaint(pod, node, ['NoExecute'])) return refusal('TaintToleration', 'Predicate TaintToleration failed');
  const bare: Node = { ...node, spec: {} };
  const [text] = misfit(pod, bare, others);
  if (text === undefined) return undefined;
  const resource = /^Insufficient (.+)$/.exec(text)?.[1];
  if (resource) return refusal(`OutOf${resource}`, `Node didn't have enough resource: ${resource}`);
  const reason = REASONS.get(text) ?? 'UnexpectedAdmissionError';
  return refusal(reason, `Predicate ${reason} failed: ${text}`);
}

function refusal(reason: string, message: string): Refusal {
  return { reason, message: `Pod was rejected: ${message}` };
}
