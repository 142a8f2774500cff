'use client';
import { queryOptions, type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { ActAccess, NodeAccess } from '#lib/feed/act.ts';
import { readAccess, readNodeAccess } from './access-answer.ts';
import { nodePath } from './act-path.ts';
import { request } from './api-request.ts';
import { daemonSetPath } from './daemon-set-path.ts';
import type { ClusterNode } from './node-page-query.ts';
import { readJson } from './send-json.ts';
import type { DaemonSetAddress } from './use-daemon-set-feed.ts';
import { useLate } from './use-late.ts';

const AGAIN_MS = 30_000;
/** As the server takes them. */
const MOST_NAMESPACES = 100;
/** Soon, but the server asks nobody while its view is not live. */
const AFTER_ERROR_MS = 5_000;

/** What the caller may do to one DaemonSet; asked again every 30 s, and at once after a 403 (see useAct). */
export function useAccess(address: DaemonSetAddress): UseQueryResult<ActAccess> {
  return useQuery({ ...accessQuery(`${daemonSetPath(address)}/access`, readAccess), enabled: useLate() });
}

/** What the caller may do to one Node and to Pods of these Namespaces there; asked again as `useAccess`. */
export function useNodeAccess(address: ClusterNode, namespaces: readonly string[]): UseQueryResult<NodeAccess> {
  const query = namespaces.slice(0, MOST_NAMESPACES).map((namespace) => `namespace=${encodeURIComponent(namespace)}`);
  const path = `${nodePath(address)}/access${query.length === 0 ? '' : `?${query.join('&')}`}`;
  return useQuery({
    ...accessQuery(path, readNodeAccess),
    placeholderData: (previous: NodeAccess | undefined) => previous, // a Pod of another Namespace came: the rest stays known
  });
}

function accessQuery<Access>(path: string, read: (answer: unknown) => Access) {
  return queryOptions({
    queryKey: ['access', path],
    queryFn: async ({ signal }) => read(await readJson(await request(path, { signal }))),
    refetchInterval: ({ state }) => (state.status === 'error' ? AFTER_ERROR_MS : AGAIN_MS),
    staleTime: AGAIN_MS,
    retry: false,
    networkMode: 'always',
  });
}
