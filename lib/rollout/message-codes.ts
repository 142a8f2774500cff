import { ACT_MESSAGE_PARAMETERS } from './act-messages.ts';
import { type Message, message } from './message.ts';
import { PROBLEM_MESSAGE_PARAMETERS } from './problem-messages.ts';
import { TEMPLATE_DIFF_MESSAGE_PARAMETERS } from './template-diff-messages.ts';
import { WARNING_MESSAGE_PARAMETERS } from './warning-messages.ts';

/**
 * Every message that the model makes, with the kinds of its parameters; the words stand below `model` in lib/messages.
 * `sentence.*` mirrors kubernetes/kubectl pkg/polymorphichelpers/rollout_status.go, v0.36, character for character;
 * `sentence.onDelete*` is ours, since kubectl refuses OnDelete. `since`, `at` and `until` are RFC 3339.
 */
export const MODEL_MESSAGE_PARAMETERS = {
  'sentence.notObserved': {},
  'sentence.updating': { name: 'string', updated: 'number', desired: 'number' },
  'sentence.availability': { name: 'string', available: 'number', desired: 'number' },
  'sentence.done': { name: 'string' },
  'sentence.onDeleteWaiting': { name: 'string', stale: 'number', updated: 'number', desired: 'number' },
  'sentence.onDeleteDone': { name: 'string', desired: 'number' },

  'phase.deleting': { pods: 'number', finalizers: 'string' },
  'phase.notObserved': { generation: 'number', observedGeneration: 'number' },
  'phase.revisionUnknown': {},
  'phase.paused': { stale: 'number' },
  'phase.complete': { desired: 'number' },
  'phase.noEligibleNode': {},
  'phase.waitingForDelete': { stale: 'number' },
  // Failing Nodes fill the budget that `budget` names; `nodes` of them give the commonest `reason`.
  'phase.stalledByFailures': { reason: 'string', nodes: 'number', slots: 'number', limit: 'number', budget: 'string' },
  // Nothing has changed since `since`, which is longer than `minutes`; `nodes` are not updated and available.
  'phase.stalledByTime': { since: 'string', minutes: 'number', nodes: 'number' },
  'phase.degradedByFailures': { reason: 'string', nodes: 'number', desired: 'number' },
  'phase.degradedByTime': { since: 'string', minutes: 'number', nodes: 'number' },
  'phase.nodesJoining': { nodes: 'number' },
  // The eligible Nodes that lack an available Pod are being removed; some of them, where others have joined.
  'phase.nodesLeaving': { nodes: 'number' },
  'phase.nodesJoiningAndLeaving': { joining: 'number', leaving: 'number' },
  // Stale Pods remain.
  'phase.updating': { updated: 'number', desired: 'number', stale: 'number' },
  // Nothing stale; eligible Nodes lack their Pod.
  'phase.creating': { missing: 'number', desired: 'number' },
  // Nothing stale, nothing missing; Pods are not available yet, or not any more. `available` leaves out terminating ones.
  'phase.becomingAvailable': { available: 'number', desired: 'number' },

  // What frees a slot of the update budget.
  'frees.available': { pod: 'string' },
  'frees.minReady': { pod: 'string', at: 'string' },
  'frees.failure': { pod: 'string', reason: 'string' },
  'frees.endedPod': { pod: 'string', reason: 'string' },
  'frees.nodeReturns': { pod: 'string', node: 'string' },
  'frees.podGone': { pod: 'string', until: 'string' },
  'frees.podCollected': { pod: 'string' },
  'frees.finalizers': { pod: 'string', finalizers: 'string' },
  'frees.created': {},
  'frees.pruned': { pods: 'number' },
  'frees.replaced': { pod: 'string' },

  ...PROBLEM_MESSAGE_PARAMETERS,
  ...ACT_MESSAGE_PARAMETERS,
  ...TEMPLATE_DIFF_MESSAGE_PARAMETERS,
  ...WARNING_MESSAGE_PARAMETERS,
} as const satisfies Record<string, Readonly<Record<string, 'string' | 'number'>>>;

export type ModelMessageCode = keyof typeof MODEL_MESSAGE_PARAMETERS;

/** The parameters of one message. */
export type ModelMessageParams<Code extends ModelMessageCode> = {
  readonly [Name in keyof (typeof MODEL_MESSAGE_PARAMETERS)[Code]]: (typeof MODEL_MESSAGE_PARAMETERS)[Code][Name] extends 'number'
    ? number
    : string;
};

/** Makes one of the model's messages, its parameters checked by type. */
export function modelMessage<Code extends ModelMessageCode>(code: Code, params: ModelMessageParams<Code>): Message {
  return message(code, params as Readonly<Record<string, string | number>>);
}
