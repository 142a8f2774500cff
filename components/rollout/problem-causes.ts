import type { CausesAnswer } from '#lib/feed/causes.ts';
import type { Evidence } from '#lib/rollout/evidence.ts';
import type { Problem } from '#lib/rollout/summary.ts';

/** A problem with what its Pods' events say about it. */
export interface ExplainedProblem {
  readonly problem: Problem;
  readonly evidence: Evidence | null;
}

/**
 * The problems with what is known beside the model: why Pods were refused stands in place of the Nodes that merely lack
 * one, and the others get their evidence. An answer that is older than the problems says nothing about new ones.
 */
export function explainedProblems(
  problems: readonly Problem[],
  causes: Pick<CausesAnswer, 'problems' | 'evidence'> | undefined,
): readonly ExplainedProblem[] {
  return problems.flatMap((problem): readonly ExplainedProblem[] => {
    const refused = problem.title.code === 'problem.missing' ? (causes?.problems ?? []) : [];
    if (refused.length > 0) {
      return refused.map((cause) => ({ problem: cause, evidence: null }));
    }
    const title = JSON.stringify(problem.title);
    const evidence = causes?.evidence.find((one) => JSON.stringify(one.title) === title);
    return [{ problem, evidence: evidence ?? null }];
  });
}
