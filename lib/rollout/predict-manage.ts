import type { AssessedPod } from './daemon-pod.ts';
import { isAvailableAt, type PredictedAct, type PredictionCause, type PredictionNode } from './prediction-step.ts';

/** What the DaemonSet says about every Node. */
export interface ManageContext {
  readonly surge: boolean;
  /** The update revision's hash; null when it is not certain which it is. */
  readonly hash: string | null;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/**
 * What the controller does about one Node whatever the update strategy.
 * Mirrors kubernetes/kubernetes pkg/controller/daemon/daemon_controller.go podsShouldBeOnNode and
 * getUnscheduledPodsWithoutNode, v1.36.
 */
export function predictManage(node: PredictionNode, context: ManageContext): readonly PredictedAct[] {
  const { placement, pods } = node;
  const staying = pods.filter((pod) => !pod.terminating);
  if (!node.exists) {
    return deletes(
      node,
      'nodeGone',
      staying.filter((pod) => pod.view.pending),
    );
  }
  if (placement.shouldRun && pods.length === 0) {
    return [{ kind: 'create', cause: 'missing', node }];
  }
  if (!placement.shouldContinueRunning) {
    return deletes(node, 'ineligible', staying);
  }
  const live = staying.filter((pod) => pod.live);
  return [
    ...deletes(
      node,
      'failedPod',
      staying.filter((pod) => pod.ended === 'Failed'),
    ),
    ...deletes(
      node,
      'succeededPod',
      staying.filter((pod) => pod.ended === 'Succeeded'),
    ),
    ...(context.surge ? surgePruning(node, live, context) : deletes(node, 'duplicate', live.slice(1))),
  ];
}

// By the hash label alone: the template generation, which makes a Pod updated elsewhere, is not looked at here.
function surgePruning(node: PredictionNode, live: readonly AssessedPod[], { hash, at }: ManageContext): readonly PredictedAct[] {
  if (live.length <= 1) {
    return live.length === 0 && node.placement.shouldRun ? [{ kind: 'create', cause: 'noLivePod', node }] : [];
  }
  if (hash === null) {
    return [];
  }
  const newest = live.filter((pod) => hash !== '' && pod.view.revisionHash === hash);
  const others = live.filter((pod) => !newest.includes(pod));
  const [newPod] = newest;
  const [oldPod] = others;
  const isReplaced = newPod !== undefined && oldPod !== undefined && (!oldPod.view.ready || isAvailableAt(newPod, at));
  return [
    ...deletes(node, 'duplicate', [...newest.slice(1), ...others.slice(1)]),
    ...(isReplaced ? deletes(node, 'surgeOver', [oldPod]) : []),
  ];
}

function deletes(node: PredictionNode, cause: PredictionCause, pods: readonly AssessedPod[]): readonly PredictedAct[] {
  return pods.map((pod) => ({ kind: 'delete', cause, node, pod }));
}
