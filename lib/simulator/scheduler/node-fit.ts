import type { Node } from '#lib/kubernetes/node.ts';
import type { Pod } from '#lib/kubernetes/pod.ts';
import { compileNodeAffinity } from '#lib/rollout/node-affinity.ts';
import { toleratesTaint } from '#lib/rollout/tolerations.ts';
import { amounts, podRequests } from './pod-requests.ts';

/** Why a Pod does not fit on a Node: the texts of the first filter that refuses it, none when it fits. */
export type Misfit = readonly string[];

export const NODE_AFFINITY_MISFIT = "node(s) didn't match Pod's node affinity/selector";
export const PORTS_MISFIT = "node(s) didn't have free ports for the requested pod ports";
export const TAINT_MISFIT = 'node(s) had untolerated taint(s)';
export const UNSCHEDULABLE_MISFIT = 'node(s) were unschedulable';
export const PODS_MISFIT = 'Too many pods';

/**
 * The scheduler's filters in their order; the first that refuses decides.
 * Mirrors kubernetes/kubernetes pkg/scheduler/framework/plugins/{nodeunschedulable,tainttoleration,nodeaffinity,
 * nodeports,noderesources}, v1.36.
 */
export function misfit(pod: Pod, node: Node, podsOnNode: readonly Pod[]): Misfit {
  if (node.spec.unschedulable && !toleratesUnschedulable(pod)) return [UNSCHEDULABLE_MISFIT];
  if (untoleratedTaint(pod, node, ['NoSchedule', 'NoExecute'])) return [TAINT_MISFIT];
  if (!matchesSelector(pod, node)) return [NODE_AFFINITY_MISFIT];
  if (hasPortConflict(pod, podsOnNode)) return [PORTS_MISFIT];
  return resourceMisfit(pod, node, podsOnNode);
}

/** True when a taint of one of these effects is not tolerated by the Pod's own tolerations. */
export function untoleratedTaint(pod: Pod, node: Node, effects: readonly string[]): boolean {
  const tolerations = pod.spec.tolerations ?? [];
  return (node.spec.taints ?? []).some(
    (taint) => effects.includes(taint.effect) && !tolerations.some((toleration) => toleratesTaint(toleration, taint)),
  );
}

function toleratesUnschedulable(pod: Pod): boolean {
  const taint = { key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' };
  return (pod.spec.tolerations ?? []).some((toleration) => toleratesTaint(toleration, taint));
}

function matchesSelector(pod: Pod, node: Node): boolean {
  const labels = node.metadata.labels ?? {};
  const selected = Object.entries(pod.spec.nodeSelector ?? {}).every(
    ([key, value]) => Object.hasOwn(labels, key) && labels[key] === value,
  );
  return selected && compileNodeAffinity(pod.spec.affinity?.nodeAffinity)(node).length === 0;
}

function hasPortConflict(pod: Pod, podsOnNode: readonly Pod[]): boolean {
  const wanted = hostPorts(pod);
  if (wanted.length === 0) return false;
  return podsOnNode.flatMap(hostPorts).some((taken) => wanted.some((port) => arePortsInConflict(port, taken)));
}

interface HostPort {
  readonly address: string;
  readonly protocol: string;
  readonly port: number;
}

function hostPorts(pod: Pod): HostPort[] {
  return pod.spec.containers.flatMap((container) =>
    (container.ports ?? [])
      .filter((port) => (port.hostPort ?? 0) > 0)
      .map((port) => ({ address: port.hostIP || '0.0.0.0', protocol: port.protocol ?? 'TCP', port: port.hostPort ?? 0 })),
  );
}

function arePortsInConflict(left: HostPort, right: HostPort): boolean {
  if (left.port !== right.port || left.protocol !== right.protocol) return false;
  return left.address === right.address || left.address === '0.0.0.0' || right.address === '0.0.0.0';
}

function resourceMisfit(pod: Pod, node: Node, podsOnNode: readonly Pod[]): Misfit {
  const allocatable = amounts(node.status.allocatable ?? {});
  const reasons: string[] = [];
  if (podsOnNode.length + 1 > (allocatable.get('pods') ?? 0)) reasons.push(PODS_MISFIT);
  for (const [resource, asked] of podRequests(pod)) {
    if (asked === 0) continue;
    const used = podsOnNode.reduce((sum, other) => sum + (podRequests(other).get(resource) ?? 0), 0);
    if (asked > (allocatable.get(resource) ?? 0) - used) reasons.push(`Insufficient ${resource}`);
  }
  return reasons;
}
