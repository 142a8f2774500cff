import type { AssessedPod } from './daemon-pod.ts';
import type { NodeRolloutState } from './node-rollout-state.ts';
import type { Placement } from './placement-reason.ts';

/**
 * Why the controller acts.
 * - `missing`         creates: an eligible Node has no Pod
 * - `noLivePod`       creates: with surge, an eligible Node has only Pods that end
 * - `ineligible`      deletes: the Node may not keep its Pod
 * - `failedPod`       deletes: the Pod has failed; the controller backs off between attempts
 * - `succeededPod`    deletes: the Pod has ended
 * - `duplicate`       deletes: more Pods than the Node may have
 * - `surgeOver`       deletes: the old Pod beside a new one that replaces it
 * - `nodeGone`        deletes: a Pod waits for a Node that does not exist
 * - `outsideBudget`   deletes: an outdated Pod that is not available anyway; no budget limits it
 * - `withinBudget`    deletes: outdated, available Pods, as many as maxUnavailable leaves
 * - `outsideSurge`    creates: beside an outdated Pod that is not available anyway; maxSurge does not limit it
 * - `withinSurge`     creates: beside outdated, available Pods, as many as maxSurge leaves
 * - `sunset`          deletes: with surge, outdated Pods on Nodes that are no longer eligible, as many as are spare
 */
export const PREDICTION_CAUSES = [
  'missing',
  'noLivePod',
  'ineligible',
  'failedPod',
  'succeededPod',
  'duplicate',
  'surgeOver',
  'nodeGone',
  'outsideBudget',
  'withinBudget',
  'outsideSurge',
  'withinSurge',
  'sunset',
] as const;

export type PredictionCause = (typeof PREDICTION_CAUSES)[number];

/** One Node with its daemon Pods in the controller's order; a missing Node is one that only Pods name. */
export interface PredictionNode {
  readonly node: string;
  readonly exists: boolean;
  readonly placement: Pick<Placement, 'shouldRun' | 'shouldContinueRunning'>;
  readonly state: NodeRolloutState;
  /** Newer than every revision: it joined, it was not rolled to. */
  readonly isNew: boolean;
  readonly pods: readonly AssessedPod[];
}

/** One Pod to create or delete, on one Node. */
export interface PredictedAct {
  readonly kind: 'create' | 'delete';
  readonly cause: PredictionCause;
  readonly node: PredictionNode;
  /** The Pod to delete; absent for a create. */
  readonly pod?: AssessedPod;
}

/** Whether the Pod is, or by then will be, available; `at` in milliseconds since the epoch. */
export function isAvailableAt(pod: AssessedPod, at: number): boolean {
  return pod.view.available || (pod.availableAt !== null && pod.availableAt <= at);
}
