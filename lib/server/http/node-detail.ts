import 'server-only';
import type { NodeDetail, PodTermination, TaintVerdict } from '#lib/feed/node-detail.ts';
import type { DaemonSet } from '#lib/kubernetes/daemon-set.ts';
import type { Node } from '#lib/kubernetes/node.ts';
import type { Toleration } from '#lib/kubernetes/pod.ts';
import type { NodeRollout } from '#lib/rollout/node-rollout.ts';
import { problemStep } from '#lib/rollout/problem-step.ts';
import { schedulerReasonsOf } from '#lib/rollout/scheduler-message.ts';
import { isExcluding } from '#lib/rollout/taints.ts';
import { silentSince, terminationCause } from '#lib/rollout/termination.ts';
import { daemonTolerations, tolerationFor } from '#lib/rollout/tolerations.ts';
import { schedulerCause } from '#lib/rollout/unscheduled-cause.ts';

/** All facts of the node panel. */
export function nodeDetail(facts: { node: Node; rollout: NodeRollout; daemonSet: DaemonSet; asOf: string }): NodeDetail {
  const { node, rollout, daemonSet, asOf } = facts;
  const containers = containerNames(daemonSet);
  return {
    asOf,
    node: node.metadata.name,
    uid: node.metadata.uid,
    labels: node.metadata.labels ?? {},
    taints: taintVerdicts(node, daemonSet),
    unschedulable: node.spec.unschedulable === true,
    conditions: node.status.conditions ?? [],
    kubeletVersion: node.status.nodeInfo?.kubeletVersion ?? '',
    createdAt: node.metadata.creationTimestamp,
    shouldRun: rollout.placement.shouldRun,
    shouldContinueRunning: rollout.placement.shouldContinueRunning,
    reasons: rollout.placement.reasons,
    state: rollout.state,
    reason: rollout.reason,
    pods: rollout.pods.map((pod) => ({ ...pod, containers })),
    scheduler: schedulerReasonsOf(rollout).map(schedulerCause),
    terminations: terminationsOf(facts),
  };
}

function terminationsOf({ node, rollout, daemonSet, asOf }: Parameters<typeof nodeDetail>[0]): readonly PodTermination[] {
  const { namespace = '', name } = daemonSet.metadata;
  return rollout.pods.flatMap((pod) => {
    if (pod.terminatingUntil === null) return [];
    const { finalizers = [], terminatingUntil: until } = pod;
    const cause = terminationCause({ until, finalizers, node, now: Date.parse(asOf) });
    const step = problemStep(cause, { namespace, name, nodes: [rollout.node], pods: [pod.name] });
    return { pod: pod.name, cause, ...step, silentSince: cause.code === 'problem.silentKubelet' ? silentSince(node) : null };
  });
}

function taintVerdicts(node: Node, daemonSet: DaemonSet): readonly TaintVerdict[] {
  const tolerations = daemonTolerations(daemonSet.spec.template.spec);
  return (node.spec.taints ?? []).map((taint) => {
    const match = tolerationFor(taint, tolerations);
    const toleratedBy = match ? { toleration: tolerationText(match.toleration), from: match.origin } : null;
    return { ...taint, toleratedBy, decides: isExcluding(taint.effect) };
  });
}

/** `key=value:Effect` with the parts that the toleration leaves open left out; `*` when it tolerates everything. */
function tolerationText({ key, value, effect }: Toleration): string {
  const text = `${key ?? ''}${value ? `=${value}` : ''}${effect ? `:${effect}` : ''}`;
  return text === '' || text.startsWith(':') ? `*${text}` : text;
}

/** From the template: the model keeps no Pod spec. A Pod of an older revision may lack one of them. */
function containerNames(daemonSet: DaemonSet): readonly string[] {
  const { containers, initContainers = [] } = daemonSet.spec.template.spec;
  return [...containers, ...initContainers].map((container) => container.name);
}
