'use client';
import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { NodeRoomAnswer } from '#lib/feed/node-detail.ts';
import { getJson } from './api-request.ts';
import { type NodeAddress, nodePath } from './queries.ts';

const AGAIN_MS = 15_000;

/**
 * The room on one Node for the next Pod of one DaemonSet; asked for again when `revision` changes and every 15 s while
 * it is shown. The last answer stays until then.
 */
export function useNodeRoom(
  address: NodeAddress,
  { revision, enabled }: { readonly revision: string; readonly enabled: boolean },
): UseQueryResult<NodeRoomAnswer> {
  const path = `${nodePath(address)}/resources`;
  return useQuery<NodeRoomAnswer>({
    queryKey: ['node-room', path, revision],
    queryFn: ({ signal }) => getJson<NodeRoomAnswer>(path, { signal }),
    placeholderData: (previous, query) => (query?.queryKey[1] === path ? previous : undefined),
    refetchInterval: AGAIN_MS,
    retry: false,
    enabled,
  });
}
