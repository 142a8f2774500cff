'use client';
import { type UseQueryResult, useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ContainersAnswer } from '#lib/feed/object-view.ts';
import type { LoggedContainer } from '#lib/rollout/pod-containers.ts';
import { ApiRequestError, getJson, request } from './api-request.ts';
import { appendLook, EMPTY_LOG, type LogBuffer, lookSince, MOST_LINES_A_LOOK, stampedLines } from './log-buffer.ts';
import { type PodLogAddress, podLogPath } from './queries.ts';

const FOLLOW_MS = 2_000;
const AFTER_FAILURE_MS = 10_000;
const KEPT_MS = 30_000;
const CONTAINERS_AGAIN_MS = 15_000;

/**
 * A container's log with the times of its lines. While `follow`, what was written since is asked for every 2 s; each look
 * is bounded, and nothing is open between two of them. Ends when the component does, and while the page is hidden.
 */
export function useLog(address: PodLogAddress, options: { enabled: boolean; follow: boolean }): UseQueryResult<LogBuffer> {
  const { enabled, follow } = options;
  const queries = useQueryClient();
  const path = podLogPath({ ...address, timestamps: true });
  const queryKey = ['log', path];
  return useQuery<LogBuffer>({
    queryKey,
    queryFn: async ({ signal }) => {
      const known = address.previous ? EMPTY_LOG : (queries.getQueryData<LogBuffer>(queryKey) ?? EMPTY_LOG);
      const sinceTime = lookSince(known);
      const look =
        sinceTime === null ? path : podLogPath({ ...address, timestamps: true, tailLines: MOST_LINES_A_LOOK, sinceTime });
      return appendLook(known, stampedLines(await (await request(look, { signal })).text()));
    },
    refetchInterval: ({ state: { error } }) => (follow ? (error === null ? FOLLOW_MS : AFTER_FAILURE_MS) : false),
    structuralSharing: false,
    retry: false,
    gcTime: KEPT_MS,
    enabled,
  });
}

/** The containers of each of these Pods, init and ephemeral ones too; undefined until they are known. */
export function usePodContainers(
  cluster: string,
  pods: readonly { readonly namespace: string; readonly name: string }[],
): readonly (readonly LoggedContainer[] | undefined)[] {
  const found = useQueries({
    queries: pods.map(({ namespace, name }) => {
      const path = `/api/c/${[cluster, 'pods', namespace, name].map(encodeURIComponent).join('/')}/containers`;
      return {
        queryKey: ['pod-containers', path],
        queryFn: ({ signal }: { signal: AbortSignal }) => getJson<ContainersAnswer>(path, { signal }),
        refetchInterval: CONTAINERS_AGAIN_MS,
        retry: false,
      };
    }),
  });
  return found.map(({ data }) => data?.containers);
}

/** The code of a refusal, or '' for any other error. */
export function refusalCode(error: Error): string {
  return error instanceof ApiRequestError ? error.problem.code : '';
}
