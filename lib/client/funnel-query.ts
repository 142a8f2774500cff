'use client';
import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { Funnel } from '#lib/rollout/funnel.ts';
import { getJson } from './api-request.ts';
import type { DaemonSetAddress } from './use-daemon-set-feed.ts';

const AGAIN_AFTER_CHANGE_MS = 3_000;
const AGAIN_ANYWAY_MS = 30_000;

/** GET …/funnel. */
export interface FunnelAnswer extends Funnel {
  readonly asOf: string;
  /** Nodes that fail the step that was asked for, null when none was. */
  readonly failing: readonly string[] | null;
}

/**
 * Why each Node is eligible, and with `failing` (the id of a step) the Nodes that fail that step. Pass what the live data
 * says about placement as `revision`: a change of it asks again within 3 s, however fast it changes.
 */
export function useFunnel(
  address: DaemonSetAddress,
  { revision, failing, enabled = true }: { revision: string; failing: string | null; enabled?: boolean },
): UseQueryResult<FunnelAnswer & { readonly revision: string }> {
  const path = funnelPath(address, failing);
  return useQuery({
    queryKey: ['funnel', path],
    queryFn: async ({ signal }) => ({ ...(await getJson<FunnelAnswer>(path, { signal })), revision }),
    refetchInterval: ({ state }) => (state.data?.revision === revision ? AGAIN_ANYWAY_MS : AGAIN_AFTER_CHANGE_MS),
    retry: false,
    enabled,
  });
}

function funnelPath({ cluster, namespace, name }: DaemonSetAddress, failing: string | null): string {
  const path = `/api/c/${encodeURIComponent(cluster)}/daemonsets/${encodeURIComponent(namespace)}/${encodeURIComponent(name)}/funnel`;
  return failing === null ? path : `${path}?failing=${encodeURIComponent(failing)}`;
}
