import { type DaemonSet, PAUSED_ANNOTATION } from '#lib/kubernetes/daemon-set.ts';
import type { BudgetLimit } from './budget.ts';
import type { Message } from './message.ts';
import { modelMessage } from './message-codes.ts';
import { isObserved } from './revisions.ts';
import type { Phase } from './summary.ts';
import { commonestFailure, type Tally } from './tally.ts';
import { timeText } from './times.ts';

/** What the phase is decided by. */
export interface PhaseInput {
  readonly daemonSet: DaemonSet;
  readonly tally: Tally;
  readonly budget: BudgetLimit;
  readonly revisionKnown: boolean;
  /** The latest time at which the API shows any change of this rollout (milliseconds since the epoch), or null. */
  readonly lastChangeAt: number | null;
  readonly now: number;
}

export interface PhaseVerdict {
  readonly phase: Phase;
  readonly reason: Message;
  /** Milliseconds since the epoch at which time alone may change the phase, or null. */
  readonly dueAt: number | null;
}

/** A rollout in which nothing changes for this long (plus minReadySeconds) has stalled: the default progress deadline of a Deployment. */
export const STALL_AFTER_MS = 600 * 1000;

/** One honest word for the DaemonSet, with its evidence. The first rule that holds wins. */
export function phaseOf(input: PhaseInput): PhaseVerdict {
  const { daemonSet, tally, revisionKnown } = input;
  const { counts } = tally;
  if (daemonSet.metadata.deletionTimestamp) {
    const finalizers = (daemonSet.metadata.finalizers ?? []).join(', ') || 'none';
    return verdict('deleting', modelMessage('phase.deleting', { pods: tally.podsLeft, finalizers }));
  }
  if (!isObserved(daemonSet)) {
    return verdict('notObserved', modelMessage('phase.notObserved', generations(daemonSet)));
  }
  if (!revisionKnown) {
    return verdict('notObserved', modelMessage('phase.revisionUnknown', {}));
  }
  const onDelete = daemonSet.spec.updateStrategy?.type === 'OnDelete';
  if (onDelete && Object.hasOwn(daemonSet.metadata.annotations ?? {}, PAUSED_ANNOTATION)) {
    return verdict('paused', modelMessage('phase.paused', { stale: counts.stale }));
  }
  if (tally.settled === counts.desired && counts.stale === 0) {
    return verdict('complete', completeReason(counts.desired));
  }
  if (onDelete && counts.stale > 0) {
    return verdict('waitingForDelete', modelMessage('phase.waitingForDelete', { stale: counts.stale }));
  }
  return counts.stale > 0 ? updatingPhase(input) : convergingPhase(input);
}

function updatingPhase(input: PhaseInput): PhaseVerdict {
  const { tally, budget } = input;
  const failure = commonestFailure(tally);
  if (failure !== null && budget.kind !== 'none' && tally.failingSlots >= budget.limit) {
    const params = { ...failure, slots: tally.slots, limit: budget.limit, budget: budget.kind };
    return verdict('stalled', modelMessage('phase.stalledByFailures', params));
  }
  const { updated, desired, stale } = tally.counts;
  return unlessStalled(input, 'stalled', {
    phase: 'rollingOut',
    reason: modelMessage('phase.updating', { updated, desired, stale }),
  });
}

// No stale Pod is left: what remains are Nodes without a Pod, or with one that is not available.
function convergingPhase(input: PhaseInput): PhaseVerdict {
  const { tally } = input;
  const { desired, missing } = tally.counts;
  const failure = commonestFailure(tally);
  if (failure !== null) {
    return verdict('degraded', modelMessage('phase.degradedByFailures', { ...failure, desired }));
  }
  const late = missing > 0 ? 'stalled' : 'degraded';
  if (tally.joining + tally.leaving === desired - tally.settled) {
    return unlessStalled(input, late, comingAndGoing(tally));
  }
  const reason =
    missing > 0
      ? modelMessage('phase.creating', { missing, desired })
      : modelMessage('phase.becomingAvailable', { available: tally.settled, desired });
  return unlessStalled(input, late, { phase: 'rollingOut', reason });
}

// Every Node that lags has joined, or is on its way out.
function comingAndGoing({ joining, leaving }: Tally): Pick<PhaseVerdict, 'phase' | 'reason'> {
  if (leaving === 0) {
    return { phase: 'nodesJoining', reason: modelMessage('phase.nodesJoining', { nodes: joining }) };
  }
  return joining === 0
    ? { phase: 'nodesLeaving', reason: modelMessage('phase.nodesLeaving', { nodes: leaving }) }
    : { phase: 'nodesJoining', reason: modelMessage('phase.nodesJoiningAndLeaving', { joining, leaving }) };
}

function unlessStalled(
  { daemonSet, tally, lastChangeAt, now }: PhaseInput,
  late: 'stalled' | 'degraded',
  moving: Pick<PhaseVerdict, 'phase' | 'reason'>,
): PhaseVerdict {
  if (lastChangeAt === null) {
    return { ...moving, dueAt: null };
  }
  const patienceMs = STALL_AFTER_MS + (daemonSet.spec.minReadySeconds ?? 0) * 1000;
  const stallAt = lastChangeAt + patienceMs;
  if (now < stallAt) {
    return { ...moving, dueAt: stallAt };
  }
  const params = {
    since: timeText(lastChangeAt),
    minutes: Math.floor(patienceMs / 60_000),
    nodes: tally.counts.desired - tally.settled,
  };
  return verdict(late, modelMessage(late === 'stalled' ? 'phase.stalledByTime' : 'phase.degradedByTime', params));
}

function completeReason(desired: number): Message {
  return desired === 0 ? modelMessage('phase.noEligibleNode', {}) : modelMessage('phase.complete', { desired });
}

function generations(daemonSet: DaemonSet): { generation: number; observedGeneration: number } {
  return {
    generation: daemonSet.metadata.generation ?? 0,
    observedGeneration: daemonSet.status?.observedGeneration ?? 0,
  };
}

function verdict(phase: Phase, reason: Message): PhaseVerdict {
  return { phase, reason, dueAt: null };
}
