'use client';
import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { VisibilityAnswer } from '#lib/feed/visibility.ts';
import { getJson } from './api-request.ts';

const WHILE_HIDDEN_MS = 5_000;
const OTHERWISE_MS = 60_000;

/** What of the cluster is hidden from Rollcall; asked again soon while something is, so that a page notices when it no longer is. */
export function useVisibility(cluster: string, options: { enabled: boolean }): UseQueryResult<VisibilityAnswer> {
  return useQuery({
    queryKey: ['visibility', cluster],
    queryFn: ({ signal }) => getJson<VisibilityAnswer>(`/api/c/${encodeURIComponent(cluster)}/visibility`, { signal }),
    refetchInterval: ({ state }) => (state.data?.hidden.length === 0 ? OTHERWISE_MS : WHILE_HIDDEN_MS),
    refetchOnMount: 'always',
    retry: false,
    enabled: options.enabled,
  });
}
