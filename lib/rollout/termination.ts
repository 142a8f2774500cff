import type { Node } from '#lib/kubernetes/node.ts';
import type { Message } from './message.ts';
import { modelMessage } from './message-codes.ts';

/** What the end of a Pod's termination depends on. */
interface Termination {
  /** When the grace period ends (RFC 3339). */
  readonly until: string;
  readonly finalizers: readonly string[];
  /** The Pod's Node, or undefined when it does not exist. */
  readonly node: Node | undefined;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** Why a Pod that is being deleted is still there, as a message below `problem`. */
export function terminationCause({ until, finalizers, node, now }: Termination): Message {
  if (now < Date.parse(until)) {
    return modelMessage('problem.terminating', {});
  }
  if (finalizers.length > 0) {
    return modelMessage('problem.finalizer', { finalizers: finalizers.join(', ') });
  }
  return isNodeSilent(node) ? modelMessage('problem.silentKubelet', {}) : modelMessage('problem.notEnding', {});
}

/** True when the Node does not report that it is ready, or does not exist. */
export function isNodeSilent(node: Node | undefined): boolean {
  return readyCondition(node)?.status !== 'True';
}

/** Since when the Node has not reported that it is ready (RFC 3339), or null when it has, or nobody knows. */
export function silentSince(node: Node | undefined): string | null {
  return isNodeSilent(node) ? (readyCondition(node)?.lastTransitionTime ?? null) : null;
}

function readyCondition(node: Node | undefined) {
  return node?.status.conditions?.find(({ type }) => type === 'Ready');
}
