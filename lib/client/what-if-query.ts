'use client';
import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { PlacementReason } from '#lib/rollout/placement-reason.ts';
import type { WhatIf } from '#lib/rollout/what-if.ts';
import { sendJson } from './send-json.ts';
import type { DaemonSetAddress } from './use-daemon-set-feed.ts';
import type { DraftScheduling, WhatIfDraft } from './what-if-draft.ts';

const AFTER_TYPING_MS = 250;
const AGAIN_AFTER_CHANGE_MS = 5_000;
const AGAIN_ANYWAY_MS = 30_000;

/** POST …/placement for a DaemonSet of the cluster. */
export interface WhatIfAnswer {
  /** What is in force now. */
  readonly template: { readonly spec: DraftScheduling };
  readonly whatIf: WhatIf;
  /** Those that differ, first 1,000. */
  readonly verdicts: readonly {
    readonly node: string;
    readonly shouldRun: boolean;
    readonly reasons: readonly PlacementReason[];
  }[];
  /** Other DaemonSets that the changes of Nodes touch. */
  readonly others: readonly {
    readonly namespace: string;
    readonly name: string;
    readonly gained: number;
    readonly lost: number;
  }[];
  readonly commands: readonly string[];
}

/**
 * What would follow from the draft; null asks nothing. Asked when the draft has not changed for a quarter of a second, and
 * again after the cluster has changed, which `revision` tells. The answer to the last valid draft stays until there is another.
 */
export function useWhatIfAnswer(
  { cluster, namespace, name }: DaemonSetAddress,
  { draft, revision }: { readonly draft: WhatIfDraft | null; readonly revision: string },
): Pick<UseQueryResult<WhatIfAnswer>, 'data' | 'error' | 'isFetching'> {
  const settled = useSettledDraft(draft);
  const body = JSON.stringify(settled);
  const { data, error, isFetching } = useQuery({
    queryKey: ['what-if', cluster, namespace, name, body],
    // The server is ours and of the same build, so its answer is taken as typed.
    queryFn: async ({ signal }) => {
      const { template, changes } = settled ?? { template: {}, changes: [] };
      const question = { daemonSet: { namespace, name }, template: { spec: template }, changes };
      const answer = await sendJson(`/api/c/${encodeURIComponent(cluster)}/placement`, question, { signal });
      return { ...(answer as WhatIfAnswer), revision };
    },
    refetchInterval: ({ state }) =>
      state.error !== null ? false : state.data?.revision === revision ? AGAIN_ANYWAY_MS : AGAIN_AFTER_CHANGE_MS,
    retry: false,
    enabled: settled !== null,
  });
  const [last, setLast] = useState(data);
  if (data !== undefined && data !== last) setLast(data);
  return { data: data ?? last, error, isFetching };
}

function useSettledDraft(draft: WhatIfDraft | null): WhatIfDraft | null {
  const [settled, setSettled] = useState(draft);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(draft), AFTER_TYPING_MS);
    return () => clearTimeout(timer);
  }, [draft]);
  return draft === null ? null : settled;
}
