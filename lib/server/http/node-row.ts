import 'server-only';
import type { DaemonPod, NodeRollout } from '#lib/rollout/node-rollout.ts';
import { schedulerReasonsOf } from '#lib/rollout/scheduler-message.ts';
import { schedulerCause } from '#lib/rollout/unscheduled-cause.ts';
import { english } from './english.ts';
import { reasonText } from './reason-text.ts';

/** One Node as scripts read it: the `NodeRow` of the HTTP contract. */
export function nodeRow(rollout: NodeRollout) {
  return {
    node: rollout.node,
    shouldRun: rollout.placement.shouldRun,
    shouldContinueRunning: rollout.placement.shouldContinueRunning,
    reasons: rollout.placement.reasons.map((reason) => ({ text: reasonText(reason), ...reason })),
    state: rollout.state,
    reason: rollout.reason,
    pods: rollout.pods.map(podRow),
    ...schedulerRow(rollout),
  };
}

/** Why the scheduler does not place the Pod that waits for this Node; absent when none waits, or it has not said. */
function schedulerRow(rollout: NodeRollout): {
  readonly scheduler?: readonly { readonly code: string; readonly text: string }[];
} {
  const reasons = schedulerReasonsOf(rollout);
  return reasons.length === 0
    ? {}
    : { scheduler: reasons.map((reason) => ({ text: english(schedulerCause(reason)), ...reason })) };
}

function podRow(pod: DaemonPod) {
  return {
    name: pod.name,
    uid: pod.uid,
    revision: pod.revision,
    revisionHash: pod.revisionHash,
    updated: pod.updated,
    status: pod.status,
    ready: pod.ready,
    readyContainers: pod.readyContainers,
    available: pod.available,
    restarts: pod.restarts,
    createdAt: pod.createdAt,
    terminating: pod.terminatingUntil !== null,
    terminatingUntil: pod.terminatingUntil,
    pending: pod.pending,
    message: pod.message,
  };
}
