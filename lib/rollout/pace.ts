import type { BudgetLimit } from './budget.ts';
import type { PredictionNode } from './prediction-step.ts';

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
  readonly nodes: readonly PredictionNode[];
  readonly minReadySeconds: number;
  /** When the newest revision was made (milliseconds since the epoch), or null. */
  readonly newestRevisionAt: number | null;
  readonly budget: BudgetLimit;
  readonly usedSlots: number;
  readonly now: number;
}

interface Completion {
  readonly createdAt: number;
  readonly availableAt: number;
}

/** Fewer tell nothing about the rest. */
const LEAST_COMPLETIONS = 3;
const WIDER = [2, 5];

/**
 * The pace of a running update, or null when fewer than three of its Pods have become available. The uncertainty is
 * that of a count: one part in the square root of the completions.
 */
export function paceOf({ nodes, minReadySeconds, newestRevisionAt, budget, usedSlots, now }: PaceInput): Pace | null {
  const eligible = nodes.filter(({ placement }) => placement.shouldRun);
  const remaining = eligible.filter((node) => settledPod(node) === undefined).length;
  const completions = eligible.flatMap((node) => completionOf(node, { newestRevisionAt, minReadySeconds }));
  const since = completions.reduce((first, { createdAt }) => Math.min(first, createdAt), now);
  const elapsedSeconds = (now - since) / 1000;
  if (completions.length < LEAST_COMPLETIONS || remaining === 0 || budget.kind === 'none' || elapsedSeconds <= 0) {
    return null;
  }
  const secondsPerNode = elapsedSeconds / completions.length;
  const error = 1 / Math.sqrt(completions.length);
  const leftAt = (factor: number, floor: number): TimeLeft => ({
    least: Math.ceil(Math.max(floor, (remaining * secondsPerNode * factor) / (1 + error))),
    most: Math.ceil(Math.max(floor, (remaining * secondsPerNode * factor) / (1 - error))),
  });
  const cycle = medianCycleSeconds(completions);
  const wider = usedSlots < budget.limit ? [] : WIDER.map((times) => times * budget.limit).filter((limit) => limit <= remaining);
  return {
    completed: completions.length,
    since: new Date(since).toISOString(),
    nodesPerHour: Math.round(36_000 / secondsPerNode) / 10,
    remaining,
    left: leftAt(1, 0),
    alternatives: wider.map((limit) => ({ limit, left: leftAt(budget.limit / limit, cycle) })),
  };
}

// A Node that joined meanwhile was not rolled to.
function completionOf(
  node: PredictionNode,
  { newestRevisionAt, minReadySeconds }: Pick<PaceInput, 'newestRevisionAt' | 'minReadySeconds'>,
): readonly Completion[] {
  const pod = settledPod(node);
  if (pod === undefined || pod.readyChangedAt === null || newestRevisionAt === null || node.isNew) {
    return [];
  }
  const createdAt = Date.parse(pod.view.createdAt);
  return createdAt < newestRevisionAt ? [] : [{ createdAt, availableAt: pod.readyChangedAt + minReadySeconds * 1000 }];
}

function settledPod({ pods }: PredictionNode) {
  const [oldest] = pods;
  return oldest?.live && oldest.view.updated && oldest.view.available ? oldest : undefined;
}

function medianCycleSeconds(completions: readonly Completion[]): number {
  const cycles = completions.map(({ createdAt, availableAt }) => (availableAt - createdAt) / 1000).sort((a, b) => a - b);
  return cycles[cycles.length >> 1] ?? 0;
}
