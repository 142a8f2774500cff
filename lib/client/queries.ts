'use client';
import { type UseMutationResult, type UseQueryResult, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Connection } from '#lib/feed/connection.ts';
import type { EventRow, NodeDetail } from '#lib/feed/node-detail.ts';
import { getJson, request } from './api-request.ts';
import { daemonSetPath } from './daemon-set-path.ts';
import type { DaemonSetAddress } from './use-daemon-set-feed.ts';
import { useLate } from './use-late.ts';

/** One cluster of GET /api/clusters. */
export interface ClusterEntry {
  readonly slug: string;
  readonly context: string;
  readonly server: string;
  readonly current: boolean;
  readonly readOnly: boolean;
  /** Why its answers could come from somebody else: it speaks plain HTTP, or its certificate is not checked. */
  readonly weakness: 'http' | 'unchecked' | null;
  readonly connection: Connection;
}

interface ClustersAnswer {
  readonly clusters: readonly ClusterEntry[];
  /** Where the server looked, when it found none. */
  readonly problem?: string;
}

const CLUSTERS = {
  queryKey: ['clusters'],
  queryFn: ({ signal }: { signal: AbortSignal }) => getJson<ClustersAnswer>('/api/clusters', { signal }),
  staleTime: 10_000,
};

/** The clusters that the server knows. */
export function useClusters(): UseQueryResult<readonly ClusterEntry[]> {
  return useQuery({ ...CLUSTERS, select: ({ clusters }) => clusters, enabled: useLate() });
}

/** Where the server looked for a cluster and found none; null when there is one. */
export function useNoClusterProblem(): string | null {
  return useQuery({ ...CLUSTERS, select: ({ problem }) => problem ?? null, enabled: useLate() }).data ?? null;
}

/** Names one Node in the view of one DaemonSet. */
export interface NodeAddress extends DaemonSetAddress {
  readonly node: string;
}

/**
 * All facts about one Node for one DaemonSet. Pass what the live row of this Node says (any value that changes
 * with it) as `revision`: the detail is fetched again when that changes, the old one stays until then.
 */
export function useNodeDetail(address: NodeAddress, options: { revision?: string | number } = {}): UseQueryResult<NodeDetail> {
  return useQuery<NodeDetail>({
    ...nodeDetailQuery(address, options.revision ?? 0),
    placeholderData: (previous) => (previous?.node === address.node ? previous : undefined),
  });
}

/** The request of `useNodeDetail`, for those that ask about several Nodes at once. */
export function nodeDetailQuery(address: NodeAddress, revision: string | number) {
  return {
    queryKey: ['node-detail', nodePath(address), revision],
    queryFn: ({ signal }: { signal: AbortSignal }) => getJson<NodeDetail>(nodePath(address), { signal }),
  };
}

/** Events about one Node and this DaemonSet's Pods on it, newest first; refreshed every 10 s while shown. */
export function useNodeEvents(address: NodeAddress, options: { enabled?: boolean } = {}): UseQueryResult<readonly EventRow[]> {
  return useQuery({
    queryKey: ['node-events', nodePath(address)],
    queryFn: async ({ signal }) =>
      (await getJson<{ events: readonly EventRow[] }>(`${nodePath(address)}/events`, { signal })).events,
    refetchInterval: 10_000,
    enabled: options.enabled ?? true,
  });
}

/** Events about the DaemonSet itself, newest first; refreshed every 10 s while shown. */
export function useDaemonSetEvents(
  address: DaemonSetAddress,
  { enabled }: { readonly enabled: boolean },
): UseQueryResult<readonly EventRow[]> {
  const path = `${daemonSetPath(address)}/events`;
  return useQuery({
    queryKey: ['daemon-set-events', path],
    queryFn: async ({ signal }) => (await getJson<{ events: readonly EventRow[] }>(path, { signal })).events,
    refetchInterval: 10_000,
    retry: false,
    enabled,
  });
}

/** Which part of which container's log. */
export interface PodLogAddress {
  readonly cluster: string;
  readonly namespace: string;
  readonly pod: string;
  readonly container?: string;
  readonly previous?: boolean;
  /** 1 to 5000. */
  readonly tailLines?: number;
  /** Each line begins with the time when it was written. */
  readonly timestamps?: boolean;
  /** RFC 3339; only what was written since. */
  readonly sinceTime?: string;
}

/** The tail of a container's log as raw text: bytes of the container, to be shown with care. */
export function usePodLog(
  address: PodLogAddress,
  options: { enabled?: boolean; refetchInterval?: number | false } = {},
): UseQueryResult<string> {
  const path = podLogPath(address);
  return useQuery({
    queryKey: ['pod-log', path],
    queryFn: async ({ signal }) => (await request(path, { signal })).text(),
    enabled: options.enabled ?? true,
    refetchInterval: options.refetchInterval ?? false,
    retry: false,
  });
}

/** The path of one Node in the view of one DaemonSet. */
export function nodePath({ cluster, namespace, name, node }: NodeAddress): string {
  return `/api/c/${encodeURIComponent(cluster)}/daemonsets/${encodeURIComponent(namespace)}/${encodeURIComponent(name)}/nodes/${encodeURIComponent(node)}`;
}

/** The path of a Pod's log, for a download link too. */
export function podLogPath(address: PodLogAddress): string {
  const { cluster, namespace, pod, container, previous, tailLines, timestamps, sinceTime } = address;
  const query = new URLSearchParams();
  if (container) query.set('container', container);
  if (tailLines) query.set('tailLines', String(tailLines));
  if (previous) query.set('previous', 'true');
  if (timestamps) query.set('timestamps', 'true');
  if (sinceTime) query.set('sinceTime', sinceTime);
  const parts = [cluster, namespace, pod].map(encodeURIComponent);
  return `/api/c/${parts[0]}/pods/${parts[1]}/${parts[2]}/log?${query}`;
}

/** The state of the simulated cluster behind a demo, as the simulator words it. */
export type DemoState = Readonly<Record<string, unknown>>;

/** The demo's state; null when this server is no demo. Ask only on the cluster `demo`: a browser logs each 404. */
export function useDemo(options: { enabled?: boolean } = {}): UseQueryResult<DemoState | null> {
  const enabled = useLate() && (options.enabled ?? true);
  return useQuery({ queryKey: ['demo'], queryFn: ({ signal }) => readDemo(signal), staleTime: 5_000, retry: false, enabled });
}

async function readDemo(signal: AbortSignal): Promise<DemoState | null> {
  const response = await fetch('/api/demo', { signal, cache: 'no-store' });
  if (response.status === 404) return null;
  if (!response.ok) throw new Error(`The demo answered ${response.status}.`);
  return (await response.json()) as DemoState;
}

/** Sends one command to the simulator and refreshes `useDemo`. */
export function useDemoControl(): UseMutationResult<DemoState, Error, Readonly<Record<string, unknown>>> {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (command: Readonly<Record<string, unknown>>) => {
      const headers = { 'content-type': 'application/json' };
      const response = await request('/api/demo', { method: 'POST', headers, body: JSON.stringify(command) });
      return (await response.json()) as DemoState;
    },
    onSuccess: (state) => queryClient.setQueryData(['demo'], state),
  });
}
