'use client';
import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { NodeComparison } from '#lib/feed/node-comparison.ts';
import { sendJson } from './send-json.ts';

/** As the server takes them. */
export const MOST_COMPARED = 10_000;

/** What several Nodes have in common and how they differ beside what is live: labels and taints. Asked once for a selection. */
export function useNodeComparison(cluster: string, nodes: readonly string[]): UseQueryResult<NodeComparison> {
  return useQuery({
    queryKey: ['node-comparison', cluster, nodes],
    queryFn: async ({ signal }) => {
      const path = `/api/c/${encodeURIComponent(cluster)}/node-comparison`;
      return (await sendJson(path, { nodes }, { signal })) as NodeComparison;
    },
    enabled: nodes.length > 0 && nodes.length <= MOST_COMPARED,
    placeholderData: (previous) => previous,
    staleTime: 10_000,
    retry: 1,
  });
}
