import type { Node } from '#lib/kubernetes/node.ts';
import type { Pod } from '#lib/kubernetes/pod.ts';
import { isPodTerminal, isPodTerminating, podCondition } from '#lib/kubernetes/pod-conditions.ts';
import { type AssessedPod, assessPod, type PodContext } from './daemon-pod.ts';
import type { NodeCounts, NodeRollout } from './node-rollout.ts';
import { nodeState } from './node-state.ts';
import type { Placement } from './placement-reason.ts';
import { comparePods } from './pod-order.ts';
import { earliest, latest } from './times.ts';
import { usesUpdateSlot } from './update-slot.ts';

/** What one Node is asked about for one DaemonSet. */
export interface NodeRolloutInput extends PodContext {
  readonly node: Node;
  readonly placement: Placement;
  /** The DaemonSet's own Pods whose target is this Node, in any order. */
  readonly pods: readonly Pod[];
  /** True when an update puts the new Pod beside the old one. */
  readonly surge: boolean;
}

/** A NodeRollout with what the DaemonSet's phase and budget are folded from. */
export interface NodeAssessment {
  readonly rollout: NodeRollout;
  /** What `rollout.pods` are views of. */
  readonly pods: readonly AssessedPod[];
  readonly usesSlot: boolean;
  readonly failing: boolean;
  /** When something last happened here by the API's own times (milliseconds since the epoch), or null. */
  readonly activityAt: number | null;
}

/** What one Node does for one DaemonSet, and its part in budget and phase. Costs the same however many Nodes there are. */
export function assessNode(input: NodeRolloutInput): NodeAssessment {
  const { node, placement, surge } = input;
  const mapped = mappedPods(input.pods);
  const pods = mapped.map((pod) => assessPod(pod, input));
  const { state, reason, failing } = nodeState(pods, placement);
  return {
    rollout: {
      node: node.metadata.name,
      placement,
      state,
      reason,
      pods: pods.map((pod) => pod.view),
      counts: nodeCounts(pods, placement),
      dueAt: earliest(pods.flatMap((pod) => [pod.availableAt, pod.overdueAt, pod.lateAt])),
    },
    pods,
    usesSlot: usesUpdateSlot(pods, { shouldRun: placement.shouldRun, surge }),
    failing,
    activityAt: latest(mapped.length > 0 ? mapped.flatMap(activityTimes) : missingSince(input)),
  };
}

/** The Pods that occupy their Node, in the controller's order: one that has ended and is being deleted does not. */
export function mappedPods(pods: readonly Pod[]): readonly Pod[] {
  return pods.filter((pod) => !(isPodTerminal(pod) && isPodTerminating(pod))).sort(comparePods);
}

// Mirrors kubernetes/kubernetes pkg/controller/daemon/daemon_controller.go updateDaemonSetStatus, v1.36.
function nodeCounts(pods: readonly AssessedPod[], { shouldRun }: Placement): NodeCounts {
  const [oldest] = pods;
  const counted = shouldRun ? oldest?.view : undefined;
  return {
    desired: Number(shouldRun),
    current: Number(counted !== undefined),
    ready: Number(counted?.ready === true),
    updated: Number(counted?.updated === true),
    available: Number(counted?.available === true),
    misscheduled: Number(!shouldRun && oldest !== undefined),
    missing: Number(shouldRun && oldest === undefined),
    stale: pods.filter((pod) => pod.live && !pod.view.updated).length,
  };
}

// Without a Pod only the Node itself can tell since when it wants one: it joined, or its labels or taints changed.
function missingSince({ node, placement }: NodeRolloutInput): readonly number[] {
  const { creationTimestamp, changedAt = '' } = node.metadata;
  return placement.shouldRun ? [Date.parse(creationTimestamp), Date.parse(changedAt)] : [];
}

function activityTimes(pod: Pod): readonly number[] {
  const { creationTimestamp, deletionTimestamp, deletionGracePeriodSeconds = 0 } = pod.metadata;
  const ready = podCondition(pod, 'Ready')?.lastTransitionTime;
  return [
    Date.parse(creationTimestamp),
    Date.parse(ready ?? ''),
    Date.parse(deletionTimestamp ?? '') - deletionGracePeriodSeconds * 1000,
  ];
}
