import { type Message, message } from './message.ts';

type NoParams = Record<never, never>;

/**
 * Every message that the model makes, with its parameters; the words stand below `model` in lib/messages.
 * `sentence.*` mirrors kubernetes/kubectl pkg/polymorphichelpers/rollout_status.go, v0.36, character for character;
 * `sentence.onDelete*` is ours, since kubectl refuses OnDelete.
 */
export interface ModelMessages {
  'sentence.notObserved': NoParams;
  'sentence.updating': { name: string; updated: number; desired: number };
  'sentence.availability': { name: string; available: number; desired: number };
  'sentence.done': { name: string };
  'sentence.onDeleteWaiting': { name: string; stale: number; updated: number; desired: number };
  'sentence.onDeleteDone': { name: string; desired: number };

  'phase.deleting': { pods: number };
  'phase.notObserved': { generation: number; observedGeneration: number };
  'phase.revisionUnknown': NoParams;
  'phase.paused': { stale: number };
  'phase.complete': { desired: number };
  'phase.noEligibleNode': NoParams;
  'phase.waitingForDelete': { stale: number };
  /** Failing Nodes fill the budget: `slots` of `limit` (`budget` names it), most of them with `reason`. */
  'phase.stalledByFailures': { reason: string; nodes: number; slots: number; limit: number; budget: string };
  /** Nothing has changed since `since` (RFC 3339), which is longer than `minutes`. */
  'phase.stalledByTime': { since: string; minutes: number; nodes: number };
  'phase.degradedByFailures': { reason: string; nodes: number; desired: number };
  'phase.degradedByTime': { since: string; minutes: number; nodes: number };
  'phase.nodesJoining': { nodes: number };
  /** Stale Pods remain. */
  'phase.updating': { updated: number; desired: number; stale: number };
  /** Nothing stale; eligible Nodes lack their Pod. */
  'phase.creating': { missing: number; desired: number };
  /** Nothing stale, nothing missing; Pods are not available yet. */
  'phase.becomingAvailable': { available: number; desired: number };
}

export type ModelMessageCode = keyof ModelMessages;

/** Makes one of the model's messages, its parameters checked by type. */
export function modelMessage<Code extends ModelMessageCode>(code: Code, params: ModelMessages[Code]): Message {
  return message(code, params);
}
