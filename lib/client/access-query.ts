'use client';
import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { ActAccess } from '#lib/feed/act.ts';
import { readAccess } from './access-answer.ts';
import { request } from './api-request.ts';
import { daemonSetPath } from './daemon-set-path.ts';
import { readJson } from './send-json.ts';
import type { DaemonSetAddress } from './use-daemon-set-feed.ts';

const AGAIN_MS = 30_000;
/** Soon, but the server asks nobody while its view is not live. */
const AFTER_ERROR_MS = 5_000;

/** What the caller may do to one DaemonSet; asked again every 30 s, and at once after a 403 (see useAct). */
export function useAccess(address: DaemonSetAddress): UseQueryResult<ActAccess> {
  const path = `${daemonSetPath(address)}/access`;
  return useQuery({
    queryKey: ['access', path],
    queryFn: async ({ signal }) => readAccess(await readJson(await request(path, { signal }))),
    refetchInterval: ({ state }) => (state.status === 'error' ? AFTER_ERROR_MS : AGAIN_MS),
    staleTime: AGAIN_MS,
    retry: false,
    networkMode: 'always',
  });
}
