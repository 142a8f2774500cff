'use client';
import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { NodeLabelKeys, NodeLabelValues } from '#lib/feed/node-labels.ts';
import { getJson } from './api-request.ts';
import { type LabelColumn, labelColumn } from './label-column.ts';

/** Labels of Nodes rarely change; Nodes that join are asked about at once. */
const AGAIN_MS = 60_000;

/** The label keys of a cluster's Nodes with their counts. */
export function useNodeLabelKeys(cluster: string): UseQueryResult<NodeLabelKeys> {
  return useQuery({
    queryKey: ['node-labels', cluster],
    queryFn: ({ signal }) => getJson<NodeLabelKeys>(labelsPath(cluster), { signal }),
    staleTime: 5_000,
  });
}

/** The values of one label of the Nodes, of none when `key` is null. Pass how many Nodes there are: a change asks again. */
export function useNodeLabel(
  cluster: string,
  { key, nodeCount }: { readonly key: string | null; readonly nodeCount: number },
): UseQueryResult<LabelColumn> {
  return useQuery({
    queryKey: ['node-label', cluster, key, nodeCount],
    queryFn: async ({ signal }) => {
      const path = `${labelsPath(cluster)}?key=${encodeURIComponent(key ?? '')}`;
      return labelColumn(await getJson<NodeLabelValues>(path, { signal }), nextTurn);
    },
    enabled: key !== null,
    refetchInterval: AGAIN_MS,
    placeholderData: (previous, query) => (query?.queryKey[2] === key ? previous : undefined),
    structuralSharing: false,
    retry: 1,
  });
}

function labelsPath(cluster: string): string {
  return `/api/c/${encodeURIComponent(cluster)}/node-labels`;
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
