import type { CausesAnswer } from '#lib/feed/causes.ts';
import type { Evidence } from '#lib/rollout/evidence.ts';
import type { DaemonSetDetail, Problem } from '#lib/rollout/summary.ts';

/** A problem with what its Pods' events say about it. */
export interface ExplainedProblem {
  readonly problem: Problem;
  readonly evidence: Evidence | null;
}

/**
 * The problems with what is known beside the model: why Pods were refused stands in place of the Nodes that merely lack
 * one, and the others get their evidence. An answer that is older than the problems says nothing about new ones.
 * While the update gets on, a Node between its old Pod and its new one is no problem: it would come and go every second.
 */
export function explainedProblems(
  problems: readonly Problem[],
  causes: Pick<CausesAnswer, 'problems' | 'evidence'> | undefined,
  { getsOn = false }: { readonly getsOn?: boolean } = {},
): readonly ExplainedProblem[] {
  return problems.flatMap((problem): readonly ExplainedProblem[] => {
    const lacksPod = problem.title.code === 'problem.missing';
    const refused = lacksPod ? (causes?.problems ?? []) : [];
    if (refused.length > 0) {
      return refused.map((cause) => ({ problem: cause, evidence: null }));
    }
    if (lacksPod && getsOn) return [];
    const title = JSON.stringify(problem.title);
    const evidence = causes?.evidence.find((one) => JSON.stringify(one.title) === title);
    return [{ problem, evidence: evidence ?? null }];
  });
}

/** An update in which something changed this short a time ago gets on. */
const QUIET_MS = 30_000;

/** Whether Pods are being replaced right now. Takes milliseconds since the epoch. */
export function getsOn({ phase, stall }: Pick<DaemonSetDetail, 'phase' | 'stall'>, now: number): boolean {
  return phase === 'rollingOut' && stall !== null && now - Date.parse(stall.lastChangeAt) < QUIET_MS;
}
