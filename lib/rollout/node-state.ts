import type { AssessedPod } from './daemon-pod.ts';
import type { NodeRolloutState } from './node-rollout-state.ts';

/** A state with the word that explains it. */
export interface NodeState {
  readonly state: NodeRolloutState;
  readonly reason: string;
  /** True when an updated Pod reports a failure, also beside an outdated one. */
  readonly failing: boolean;
}

/**
 * The state of one Node from its daemon Pods in the controller's order; NODE_ROLLOUT_STATES says what each means.
 * An outdated Pod that is still terminating beside the new one counts as surging: the controller still counts the old one.
 */
export function nodeState(pods: readonly AssessedPod[], { shouldRun }: { shouldRun: boolean }): NodeState {
  const [oldest] = pods;
  const staying = pods.filter((pod) => !pod.terminating);
  if (!shouldRun) {
    const leaving = oldest !== undefined && staying.length === 0;
    return quiet(oldest === undefined ? 'ineligible' : 'misscheduled', leaving ? oldest.word : '');
  }
  if (oldest === undefined) {
    return quiet('missing', '');
  }
  const updated = staying.find((pod) => pod.view.updated);
  const outdated = pods.find((pod) => !pod.view.updated && (updated !== undefined || !pod.terminating));
  if (updated === undefined) {
    return outdated === undefined
      ? quiet('replacing', oldest.word)
      : quiet('outdated', outdated.view.available ? '' : wordUnlessReady(outdated));
  }
  return outdated === undefined ? updatedState(updated) : surgingState(updated, outdated);
}

function updatedState(pod: AssessedPod): NodeState {
  if (pod.failed) {
    return { state: 'failing', reason: pod.word, failing: true };
  }
  if (pod.view.available) {
    return quiet('available', '');
  }
  return pod.view.ready ? quiet('ready', '') : quiet('starting', pod.word);
}

function surgingState(updated: AssessedPod, outdated: AssessedPod): NodeState {
  if (updated.failed) {
    return { state: 'surging', reason: updated.word, failing: true };
  }
  return quiet('surging', updated.view.ready && outdated.terminating ? outdated.word : wordUnlessReady(updated));
}

function wordUnlessReady(pod: AssessedPod): string {
  return pod.view.ready ? '' : pod.word;
}

function quiet(state: NodeRolloutState, reason: string): NodeState {
  return { state, reason, failing: false };
}
