import { type Message, message } from '#lib/rollout/message.ts';

/**
 * Every message of a wave, with the kinds of its parameters; the words stand below `model.wave` in lib/messages.
 * `at` is RFC 3339, `message` is the API server's own text.
 */
export const WAVE_MESSAGE_PARAMETERS = {
  // What it does or waits for.
  'wave.deleting': { pod: 'string', node: 'string' },
  'wave.settling': { nodes: 'number' },
  'wave.pausing': { at: 'string' },
  'wave.waitsForController': { nodes: 'number' },
  'wave.waitsForFailed': { nodes: 'number', node: 'string' },
  'wave.waitsForBudget': { budget: 'string', pod: 'string', node: 'string' },
  'wave.budgetFails': { budget: 'string', pod: 'string', node: 'string', message: 'string' },
  'wave.waitsForServer': { message: 'string' },
  'wave.viewStale': {},
  'wave.notObserved': { generation: 'number' },
  // Why it does not go on.
  'wave.pausedBy': { by: 'string' },
  'wave.waitsForUser': { name: 'string' },
  'wave.edited': { generation: 'number' },
  'wave.forbidden': { verb: 'string', resource: 'string' },
  'wave.refused': { pod: 'string', message: 'string' },
  'wave.budgetDeadline': { budget: 'string', pod: 'string', seconds: 'number' },
  'wave.failures': { failed: 'number', allowed: 'number', node: 'string', reason: 'string' },
  'wave.placesTaken': { failed: 'number', size: 'number', node: 'string', reason: 'string' },
  'wave.stoppedBy': { by: 'string' },
  'wave.revisionChanged': {},
  'wave.daemonSetGone': {},
  'wave.daemonSetReplaced': {},
  'wave.complete': { done: 'number', failed: 'number' },
  // What a plan says.
  'wave.planSteps': { nodes: 'number', steps: 'number', size: 'number' },
  'wave.planZones': { zones: 'number' },
  'wave.planOnDelete': {},
  'wave.planRollingUpdate': { maxUnavailable: 'string' },
  'wave.planGate': { minReadySeconds: 'number', seconds: 'number' },
  'wave.planPause': { seconds: 'number' },
  'wave.planFailures': { allowed: 'number' },
  'wave.planEviction': {},
  'wave.warnNothing': {},
  'wave.warnNotStale': { nodes: 'number' },
  'wave.warnNotEligible': { nodes: 'number' },
  'wave.warnBeingReplaced': { nodes: 'number' },
  'wave.warnNodesNotReady': { nodes: 'number', node: 'string' },
  'wave.warnAlreadyUnavailable': { nodes: 'number' },
  'wave.warnRevisionFails': { nodes: 'number', node: 'string', reason: 'string' },
  'wave.warnAllAtOnce': { nodes: 'number' },
  'wave.warnSizeLimited': { size: 'number' },
  'wave.warnFailuresHold': { size: 'number' },
  'wave.warnOrderByName': {},
} as const satisfies Record<string, Readonly<Record<string, 'string' | 'number'>>>;

type WaveMessageCode = keyof typeof WAVE_MESSAGE_PARAMETERS;

type WaveMessageParams<Code extends WaveMessageCode> = {
  readonly [Name in keyof (typeof WAVE_MESSAGE_PARAMETERS)[Code]]: (typeof WAVE_MESSAGE_PARAMETERS)[Code][Name] extends 'number'
    ? number
    : string;
};

/** Makes one of the messages of a wave, its parameters checked by type. */
export function waveMessage<Code extends WaveMessageCode>(code: Code, params: WaveMessageParams<Code>): Message {
  return message(code, params as Readonly<Record<string, string | number>>);
}
