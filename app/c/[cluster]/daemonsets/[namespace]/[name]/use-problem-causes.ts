'use client';
import { type ExplainedProblem, explainedProblems, getsOn } from '#components/rollout/problem-causes.ts';
import { useNow } from '#components/ui/use-now.ts';
import { useCauses } from '#lib/client/causes-query.ts';
import type { DaemonSetAddress } from '#lib/client/use-daemon-set-feed.ts';
import { asksForCauses } from '#lib/rollout/evidence.ts';
import type { ProjectNodeSelector } from '#lib/rollout/project-node-selector.ts';
import type { DaemonSetDetail } from '#lib/rollout/summary.ts';

interface ProblemCauses {
  readonly explained: readonly ExplainedProblem[];
  readonly selector: ProjectNodeSelector | null;
  /** Why more is not known, or null. */
  readonly unknown: string | null;
}

/** The problems with what is not watched about them; asked for only while there is something to explain. */
export function useProblemCauses(
  address: DaemonSetAddress,
  { problems, phase, stall }: Pick<DaemonSetDetail, 'problems' | 'phase' | 'stall'>,
): ProblemCauses {
  const now = useNow();
  const enabled = asksForCauses(problems);
  const revision = JSON.stringify(problems.map(({ title, nodeCount }) => [title, nodeCount]));
  const { data, error } = useCauses(address, { problems, revision, enabled });
  const known = enabled ? data : undefined;
  return {
    explained: explainedProblems(problems, known, { getsOn: getsOn({ phase, stall }, now) }),
    selector: known?.projectNodeSelector.finding ?? null,
    unknown: enabled && known === undefined ? (error?.message ?? null) : null,
  };
}
