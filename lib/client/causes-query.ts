'use client';
import { type UseQueryResult, useQuery, useQueryClient } from '@tanstack/react-query';
import type { CausesAnswer } from '#lib/feed/causes.ts';
import { needsEvidence } from '#lib/rollout/evidence.ts';
import type { Problem } from '#lib/rollout/summary.ts';
import { getJson } from './api-request.ts';
import { daemonSetPath } from './daemon-set-path.ts';
import type { DaemonSetAddress } from './use-daemon-set-feed.ts';

const SOON_MS = 3_000;
const LATER_MS = 15_000;
/** So many times in a row: some problems never get an event. */
const MOST_SOON = 10;

/** An answer with what it is about. */
interface AskedCauses {
  readonly revision: string;
  /** How many answers about these problems in a row did not explain all of them. */
  readonly unexplained: number;
}

/**
 * What is not watched about a DaemonSet's problems. Pass what the problems are as `revision`: a change of it asks again
 * within 3 s, however fast it changes, and so does a problem that nobody has explained yet, since events come a little after
 * what they tell of; else every 15 s.
 */
export function useCauses(
  address: DaemonSetAddress,
  {
    problems,
    revision,
    enabled,
  }: { readonly problems: readonly Problem[]; readonly revision: string; readonly enabled: boolean },
): UseQueryResult<CausesAnswer & AskedCauses> {
  const queries = useQueryClient();
  const queryKey = ['causes', `${daemonSetPath(address)}/causes`];
  return useQuery<CausesAnswer & AskedCauses>({
    queryKey,
    queryFn: async ({ signal }) => {
      const answer = await getJson<CausesAnswer>(queryKey[1] ?? '', { signal });
      const known = queries.getQueryData<AskedCauses>(queryKey);
      const before = known?.revision === revision ? known.unexplained : 0;
      return { ...answer, revision, unexplained: explainsAll(answer, problems) ? 0 : before + 1 };
    },
    refetchInterval: ({ state }) => askAgainMs(state.data, revision),
    retry: false,
    enabled,
  });
}

/** After how long the causes are asked for again. */
export function askAgainMs(known: AskedCauses | undefined, revision: string): number {
  if (known?.revision !== revision) return SOON_MS;
  return known.unexplained > 0 && known.unexplained < MOST_SOON ? SOON_MS : LATER_MS;
}

/** True when every problem that events can explain has got its evidence, and Nodes without a Pod their reason. */
export function explainsAll(
  { evidence, problems: refused }: Pick<CausesAnswer, 'evidence' | 'problems'>,
  problems: readonly Problem[],
) {
  const isMissing = problems.some(({ title }) => title.code === 'problem.missing');
  return evidence.length >= needsEvidence(problems).length && !(isMissing && refused.length === 0);
}
