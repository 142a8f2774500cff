'use client';
import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { Posture } from '#lib/rollout/posture.ts';
import type { Reach } from '#lib/rollout/reach.ts';
import { getJson } from './api-request.ts';
import { daemonSetPath } from './daemon-set-path.ts';
import type { DaemonSetAddress } from './use-daemon-set-feed.ts';

const AGAIN_MS = 30_000;

/** GET …/reach. */
export interface ReachView extends Reach {
  /** All of them; `nodesWithout` are the first 100. */
  readonly nodesWithoutCount: number;
  /** Why the Services could not be read, or null. */
  readonly problem: string | null;
}

/** How the Pods can be talked to, asked again every 30 s while `enabled`. */
export function useReach(address: DaemonSetAddress, { enabled }: { enabled: boolean }): UseQueryResult<ReachView> {
  const path = `${daemonSetPath(address)}/reach`;
  return useQuery({
    queryKey: ['reach', path],
    queryFn: ({ signal }) => getJson<ReachView>(path, { signal }),
    refetchInterval: AGAIN_MS,
    retry: false,
    enabled,
  });
}

/** What the DaemonSet may do to its Nodes; a new `generation` asks again. */
export function usePosture(
  address: DaemonSetAddress,
  { generation, enabled }: { generation: number; enabled: boolean },
): UseQueryResult<Posture> {
  const path = `${daemonSetPath(address)}/posture`;
  return useQuery({
    queryKey: ['posture', path, generation],
    queryFn: ({ signal }) => getJson<Posture>(path, { signal }),
    placeholderData: (previous) => previous,
    retry: false,
    enabled,
  });
}
