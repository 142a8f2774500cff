'use client';
import { keepPreviousData, type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { SearchAnswer } from '#lib/feed/search.ts';
import { getJson } from './api-request.ts';

/** Whatever has a name that holds every word of `text`; the last answer stays until the next is there. Empty asks nothing. */
export function useSearch(cluster: string, { text, limit }: { text: string; limit: number }): UseQueryResult<SearchAnswer> {
  const query = new URLSearchParams({ q: text, limit: String(limit) });
  return useQuery({
    queryKey: ['search', cluster, text, limit],
    queryFn: ({ signal }) => getJson<SearchAnswer>(`/api/c/${encodeURIComponent(cluster)}/search?${query}`, { signal }),
    enabled: text !== '',
    placeholderData: keepPreviousData,
    staleTime: 2_000,
    retry: false,
  });
}
