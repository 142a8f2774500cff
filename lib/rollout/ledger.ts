import type { Node } from '#lib/kubernetes/node.ts';
import type { AssessedPod } from './daemon-pod.ts';
import type { Message } from './message.ts';
import { modelMessage } from './message-codes.ts';
import type { PredictionNode } from './prediction-step.ts';
import type { BudgetSlot } from './summary.ts';
import { earliest, knownTimeText, latest, timeText } from './times.ts';

export interface LedgerInput {
  readonly node: PredictionNode;
  /** The Node itself, or undefined when only Pods name it. */
  readonly object: Node | undefined;
  readonly reason: string;
  readonly surge: boolean;
}

interface Holder {
  /** Milliseconds since the epoch, or null when the API does not tell. */
  readonly since: number | null;
  readonly frees: Message;
}

/**
 * One user of an update slot: since when at least, by the API's own times, and what frees the slot. The cases are
 * those by which kubernetes/kubernetes pkg/controller/daemon/update.go rollingUpdate, v1.36, counts.
 */
export function ledgerSlot(input: LedgerInput): BudgetSlot {
  const { node, reason } = input;
  const { since, frees } = holderOf(input);
  return {
    node: node.node,
    state: node.state,
    reason,
    since: knownTimeText(since),
    frees,
  };
}

function holderOf(input: LedgerInput): Holder {
  const { node, surge } = input;
  const staying = node.pods.filter((pod) => !pod.terminating);
  const updated = staying.filter((pod) => pod.view.updated);
  const outdated = staying.filter((pod) => !pod.view.updated);
  const [newPod] = updated;
  const [oldPod] = outdated;
  const isPair = newPod !== undefined && oldPod !== undefined;
  if (updated.length > 1 || outdated.length > 1 || (isPair && !surge)) {
    const created = staying.map(createdAt).sort((a, b) => a - b);
    return { since: created[1] ?? null, frees: modelMessage('frees.pruned', { pods: staying.length }) };
  }
  const [first] = node.pods;
  if (first === undefined) {
    return { since: null, frees: modelMessage('frees.created', {}) };
  }
  if (staying.length === 0) {
    return leavingHolder(node.pods, input);
  }
  if (!node.exists) {
    return { since: null, frees: modelMessage('frees.podCollected', { pod: first.view.name }) };
  }
  return newPod !== undefined ? startingHolder(newPod, input) : outdatedHolder(oldPod ?? first);
}

// The slot is free once the last of them is gone and the Pod that follows is available.
function leavingHolder(pods: readonly AssessedPod[], { object }: LedgerInput): Holder {
  const until = (pod: AssessedPod) => Date.parse(pod.view.terminatingUntil ?? '');
  const last = pods.reduce((a, b) => (until(b) > until(a) ? b : a));
  const pod = last.view.name;
  const since = earliest(pods.map(({ deletedAt }) => deletedAt));
  if (last.finalizers.length > 0) {
    return { since, frees: modelMessage('frees.finalizers', { pod, finalizers: last.finalizers.join(', ') }) };
  }
  if (object === undefined) {
    return { since, frees: modelMessage('frees.podCollected', { pod }) };
  }
  return isNodeReady(object)
    ? { since, frees: modelMessage('frees.podGone', { pod, until: last.view.terminatingUntil ?? '' }) }
    : { since, frees: modelMessage('frees.nodeReturns', { pod, node: object.metadata.name }) };
}

function startingHolder(pod: AssessedPod, { object }: LedgerInput): Holder {
  const { name } = pod.view;
  const since = latest([createdAt(pod), pod.readyChangedAt]);
  if (pod.ended !== null) {
    return { since, frees: modelMessage('frees.endedPod', { pod: name, reason: pod.word }) };
  }
  if (pod.availableAt !== null) {
    return { since, frees: modelMessage('frees.minReady', { pod: name, at: timeText(pod.availableAt) }) };
  }
  if (object !== undefined && !pod.view.pending && !isNodeReady(object)) {
    return { since, frees: modelMessage('frees.nodeReturns', { pod: name, node: object.metadata.name }) };
  }
  return pod.failed
    ? { since, frees: modelMessage('frees.failure', { pod: name, reason: pod.word }) }
    : { since, frees: modelMessage('frees.available', { pod: name }) };
}

function outdatedHolder(pod: AssessedPod): Holder {
  return {
    since: latest([createdAt(pod), pod.readyChangedAt]),
    frees: modelMessage('frees.replaced', { pod: pod.view.name }),
  };
}

function createdAt(pod: AssessedPod): number {
  return Date.parse(pod.view.createdAt);
}

function isNodeReady({ status }: Node): boolean {
  return status.conditions?.find((condition) => condition.type === 'Ready')?.status === 'True';
}
