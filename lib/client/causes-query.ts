'use client';
import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { CausesAnswer } from '#lib/feed/causes.ts';
import { getJson } from './api-request.ts';
import { daemonSetPath } from './daemon-set-path.ts';
import type { DaemonSetAddress } from './use-daemon-set-feed.ts';

const AGAIN_AFTER_CHANGE_MS = 3_000;
const AGAIN_ANYWAY_MS = 15_000;

/**
 * What is not watched about a DaemonSet's problems. Pass what the problems are as `revision`: a change of it asks again
 * within 3 s, however fast it changes; else every 15 s.
 */
export function useCauses(
  address: DaemonSetAddress,
  { revision, enabled }: { readonly revision: string; readonly enabled: boolean },
): UseQueryResult<CausesAnswer & { readonly revision: string }> {
  const path = `${daemonSetPath(address)}/causes`;
  return useQuery({
    queryKey: ['causes', path],
    queryFn: async ({ signal }) => ({ ...(await getJson<CausesAnswer>(path, { signal })), revision }),
    refetchInterval: ({ state }) => (state.data?.revision === revision ? AGAIN_ANYWAY_MS : AGAIN_AFTER_CHANGE_MS),
    retry: false,
    enabled,
  });
}
