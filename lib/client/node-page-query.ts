'use client';
import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { EventRow } from '#lib/feed/node-detail.ts';
import type { NodeAnswer, NodeResourcesAnswer } from '#lib/feed/node-page.ts';
import { nodePath } from './act-path.ts';
import { ApiRequestError, getJson } from './api-request.ts';

/** Names one Node of one cluster. */
export interface ClusterNode {
  readonly cluster: string;
  readonly node: string;
}

/** The server answers from memory. */
const NODE_AGAIN_MS = 2_000;
const AFTER_ERROR_MS = 5_000;
/** Each answer is a request to the API server. */
const RESOURCES_AGAIN_MS = 15_000;
const EVENTS_AGAIN_MS = 10_000;

/** One Node with every DaemonSet on it; asked for every 2 s while the tab is in sight. A Node that is gone stays an error. */
export function useNodePage(address: ClusterNode): UseQueryResult<NodeAnswer> {
  return useQuery<NodeAnswer>({
    queryKey: ['node-page', nodePath(address)],
    queryFn: ({ signal }) => getJson<NodeAnswer>(nodePath(address), { signal }),
    refetchInterval: ({ state }) => (state.status === 'error' ? AFTER_ERROR_MS : NODE_AGAIN_MS),
    networkMode: 'always',
    retry: false,
  });
}

/** Whether an error says that there is no such Node. */
export function isNodeGone(error: Error | null): boolean {
  return error instanceof ApiRequestError && error.problem.code === 'node.notFound';
}

/** What the Node has and who uses it, read with the caller's rights; asked again when `revision` changes. */
export function useNodeResources(
  address: ClusterNode,
  { revision }: { readonly revision: string },
): UseQueryResult<NodeResourcesAnswer> {
  const path = `${nodePath(address)}/resources`;
  return useQuery<NodeResourcesAnswer>({
    queryKey: ['node-page-resources', path, revision],
    queryFn: ({ signal }) => getJson<NodeResourcesAnswer>(path, { signal }),
    placeholderData: (previous, query) => (query?.queryKey[1] === path ? previous : undefined),
    refetchInterval: RESOURCES_AGAIN_MS,
    retry: false,
  });
}

/** Events of the Node and of its daemon Pods that are not available, newest first. */
export function useNodePageEvents(address: ClusterNode): UseQueryResult<readonly EventRow[]> {
  return useQuery({
    queryKey: ['node-page-events', nodePath(address)],
    queryFn: async ({ signal }) =>
      (await getJson<{ events: readonly EventRow[] }>(`${nodePath(address)}/events`, { signal })).events,
    refetchInterval: EVENTS_AGAIN_MS,
    retry: false,
  });
}
