import type { BudgetLimit } from './budget.ts';
import { type CompletionTally, firstCompletion, medianSeconds } from './completions.ts';
import { timeText } from './times.ts';

/** Seconds from now, from the shortest to the longest that the pace so far makes likely. */
export interface TimeLeft {
  readonly least: number;
  readonly most: number;
}

/** How fast an update goes, by the times of its own Pods alone. */
export interface Pace {
  /** Nodes on which the update has made its Pod available. */
  readonly completed: number;
  /** When the first of their Pods was created, RFC 3339. */
  readonly since: string;
  readonly nodesPerHour: number;
  readonly remaining: number;
  readonly left: TimeLeft;
  /** What wider budgets would give if Pods took as long as they do; empty while the budget is not what holds the update. */
  readonly alternatives: readonly { readonly limit: number; readonly left: TimeLeft }[];
}

export interface PaceInput {
  readonly completions: CompletionTally;
  /** Eligible Nodes that are not done. */
  readonly remaining: number;
  readonly budget: BudgetLimit;
  readonly usedSlots: number;
  readonly now: number;
}

/** Fewer tell nothing about the rest. */
const LEAST_COMPLETIONS = 3;
const WIDER = [2, 5];

/**
 * The pace of a running update, or null when fewer than three of its Pods have become available. The uncertainty is
 * that of a count: one part in the square root of the completions.
 */
export function paceOf({ completions, remaining, budget, usedSlots, now }: PaceInput): Pace | null {
  const { count } = completions;
  const since = Math.min(firstCompletion(completions) ?? now, now);
  const elapsedSeconds = (now - since) / 1000;
  if (count < LEAST_COMPLETIONS || remaining === 0 || budget.kind === 'none' || elapsedSeconds <= 0) {
    return null;
  }
  const secondsPerNode = elapsedSeconds / count;
  const error = 1 / Math.sqrt(count);
  const leftAt = (factor: number, floor: number): TimeLeft => ({
    least: Math.ceil(Math.max(floor, (remaining * secondsPerNode * factor) / (1 + error))),
    most: Math.ceil(Math.max(floor, (remaining * secondsPerNode * factor) / (1 - error))),
  });
  const cycle = medianSeconds(completions);
  const wider = usedSlots < budget.limit ? [] : WIDER.map((times) => times * budget.limit).filter((limit) => limit <= remaining);
  return {
    completed: count,
    since: timeText(since),
    nodesPerHour: Math.round(36_000 / secondsPerNode) / 10,
    remaining,
    left: leftAt(1, 0),
    alternatives: wider.map((limit) => ({ limit, left: leftAt(budget.limit / limit, cycle) })),
  };
}
