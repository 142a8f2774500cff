import type { Message } from '#lib/rollout/message.ts';
import { waveMessage } from './wave-messages.ts';
import type { WaveIntent, WaveRecord } from './wave-record.ts';

/** What became of the Pod that was to be deleted. */
export type DeletionOutcome =
  /** Deleted now, or gone or going already: its Node waits for the new Pod. */
  | { readonly is: 'deleted' }
  /** It is of the update revision, or belongs to somebody else by now: nothing was done. */
  | { readonly is: 'notStale' }
  /** Not known, or not possible now: the Pod stays declared, and is looked at again. */
  | { readonly is: 'unknown'; readonly retryAfterMs: number; readonly message: string }
  /** `problem`: why that PodDisruptionBudget can allow nothing at all, or ''. */
  | { readonly is: 'refusedByBudget'; readonly budget: string; readonly problem: string; readonly retryAfterMs: number }
  | { readonly is: 'forbidden'; readonly verb: string; readonly resource: string }
  | { readonly is: 'refused'; readonly message: string };

/** The record after the Pod that it declares was tried. `now` is milliseconds since the epoch by the API server's clock. */
export function settleDeletion(record: WaveRecord, outcome: DeletionOutcome, now: number): WaveRecord {
  const { intent } = record;
  if (intent === null) return record;
  switch (outcome.is) {
    case 'deleted':
      return { ...record, intent: null, inFlight: [...record.inFlight, { node: intent.node, since: now }] };
    case 'notStale':
      return withoutIntent(record);
    case 'unknown': {
      const reason = waveMessage('wave.waitsForServer', { message: outcome.message });
      return { ...record, intent: { ...intent, retryAt: now + outcome.retryAfterMs }, reason };
    }
    case 'refusedByBudget':
      return refusedByBudget(record, intent, outcome, now);
    case 'forbidden': {
      const reason = waveMessage('wave.forbidden', { verb: outcome.verb, resource: outcome.resource });
      return { ...withoutIntent(record), state: 'paused', reason };
    }
    case 'refused': {
      const reason = waveMessage('wave.refused', { pod: intent.pod, message: outcome.message });
      return { ...withoutIntent(record), state: 'paused', reason };
    }
  }
}

function refusedByBudget(
  record: WaveRecord,
  intent: WaveIntent,
  { budget, problem, retryAfterMs }: Extract<DeletionOutcome, { is: 'refusedByBudget' }>,
  now: number,
): WaveRecord {
  const { pod, since } = intent;
  const seconds = record.pacing.availableWithinSeconds;
  if (now - since >= seconds * 1000) {
    const reason = waveMessage('wave.budgetDeadline', { budget, pod, seconds });
    return { ...withoutIntent(record), state: 'paused', reason };
  }
  const retryAt = Math.min(now + retryAfterMs, since + seconds * 1000);
  const waiting = { ...intent, budget, budgetProblem: problem, retryAt };
  return { ...record, intent: waiting, reason: budgetReason(waiting) };
}

/** On which PodDisruptionBudget the eviction waits, and why in vain until somebody changes it. */
export function budgetReason({ budget, budgetProblem: message, pod, node }: WaveIntent): Message {
  if (message !== '') return waveMessage('wave.budgetFails', { budget, pod, node, message });
  return waveMessage('wave.waitsForBudget', { budget, pod, node });
}

function withoutIntent(record: WaveRecord): WaveRecord {
  return { ...record, intent: null, opened: Math.max(0, record.opened - 1) };
}
