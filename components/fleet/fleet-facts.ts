import type { Phase, Summary } from '#lib/rollout/summary.ts';

/** Why DaemonSets need a person: the reason that their Nodes give, or one of our own words. */
export interface FleetCause {
  readonly kind: 'reason' | 'noProgress' | 'waits' | 'misscheduled';
  /** Of the kind `reason` only, as the cluster says it; else ''. */
  readonly reason: string;
  readonly count: number;
}

/** What is going on in a cluster as a whole. */
export interface FleetFacts {
  readonly total: number;
  readonly nodes: number;
  /** How many DaemonSets need a person; each is counted below one of `causes`. */
  readonly need: number;
  /** Commonest first; what the cluster itself says before our own words. */
  readonly causes: readonly FleetCause[];
  /** How many more are not complete, and get on by themselves or as somebody wished. */
  readonly changing: number;
}

const KINDS: readonly FleetCause['kind'][] = ['reason', 'noProgress', 'waits', 'misscheduled'];
const NEEDS: ReadonlySet<Phase> = new Set(['stalled', 'degraded', 'waitingForDelete']);

/** Sums a fleet up. Takes the summaries of all DaemonSets of the cluster; returns what one sentence can say of them. */
export function fleetFacts(items: readonly Summary[]): FleetFacts {
  const causes = new Map<string, FleetCause>();
  let need = 0;
  for (const item of items) {
    const cause = causeOf(item);
    if (cause === null) continue;
    need += 1;
    const key = `${cause.kind} ${cause.reason}`;
    causes.set(key, { ...cause, count: (causes.get(key)?.count ?? 0) + 1 });
  }
  const complete = items.filter((item) => item.phase === 'complete' && causeOf(item) === null).length;
  const [first] = items;
  return {
    total: items.length,
    nodes: first ? Object.values(first.states).reduce((sum, count) => sum + count, 0) : 0,
    need,
    causes: [...causes.values()].sort((a, b) => b.count - a.count || KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind)),
    changing: items.length - need - complete,
  };
}

function causeOf({ phase, reason, misscheduled }: Summary): Omit<FleetCause, 'count'> | null {
  if (!NEEDS.has(phase)) return misscheduled > 0 ? { kind: 'misscheduled', reason: '' } : null;
  if (phase === 'waitingForDelete') return { kind: 'waits', reason: '' };
  const said = reason.params.reason;
  return typeof said === 'string' && said !== '' ? { kind: 'reason', reason: said } : { kind: 'noProgress', reason: '' };
}
