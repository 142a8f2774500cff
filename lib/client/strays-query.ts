'use client';
import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { StraysAnswer } from '#lib/feed/strays.ts';
import { getJson } from './api-request.ts';
import { daemonSetPath } from './daemon-set-path.ts';
import type { DaemonSetAddress } from './use-daemon-set-feed.ts';

const AGAIN_MS = 10_000;

/** The Pods that no count tells of; nothing of the live data changes with them, so they are asked for every 10 s while shown. */
export function useStrays(address: DaemonSetAddress): UseQueryResult<StraysAnswer> {
  const path = `${daemonSetPath(address)}/strays`;
  return useQuery({
    queryKey: ['strays', path],
    queryFn: ({ signal }) => getJson<StraysAnswer>(path, { signal }),
    refetchInterval: AGAIN_MS,
    retry: false,
  });
}
