'use client';
import { type UseMutationResult, type UseQueryResult, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { WaveAnswer, WaveCommand, WaveSettings } from '#lib/feed/wave.ts';
import { askRightsAgain } from './acts-query.ts';
import { request } from './api-request.ts';
import { daemonSetPath } from './daemon-set-path.ts';
import { newRequestId } from './request-id.ts';
import { readJson, sendJson } from './send-json.ts';
import type { DaemonSetAddress } from './use-daemon-set-feed.ts';
import { readWaveAnswer } from './wave-answer.ts';

const WHILE_RUNNING_MS = 1_500;
const OTHERWISE_MS = 10_000;

/** The wave of one DaemonSet, or the last one: anybody's, asked for often while it runs. */
export function useWave(address: DaemonSetAddress): UseQueryResult<WaveAnswer> {
  const path = wavePath(address);
  return useQuery({
    queryKey: ['wave', path],
    queryFn: async ({ signal }) => readWaveAnswer(await readJson(await request(path, { signal }))),
    refetchInterval: ({ state }) => (state.data?.wave?.state === 'running' ? WHILE_RUNNING_MS : OTHERWISE_MS),
    retry: false,
    networkMode: 'always',
  });
}

/** A plan of a wave, with the id that its one click carries. */
export interface LookedUpWave {
  readonly plan: NonNullable<WaveAnswer['plan']>;
  readonly kubectl: string;
  readonly requestId: string;
}

/** Asks by a dry run what a wave would do; asked once per `look` and settings. */
export function useWavePlan(
  address: DaemonSetAddress,
  target: WaveSettings & { readonly uid: string },
  { look, enabled }: { look: number; enabled: boolean },
): UseQueryResult<LookedUpWave> {
  const path = wavePath(address);
  const queryClient = useQueryClient();
  return useQuery({
    queryKey: ['wave-plan', path, JSON.stringify(target), look],
    queryFn: async ({ signal }) => {
      const sending = sendJson(path, { command: 'start', ...target, dryRun: true }, { signal });
      const answer = readWaveAnswer(await sending.catch(askRightsAgain(queryClient)));
      if (answer.plan === undefined) throw new Error('The server sent no plan.');
      return { plan: answer.plan, kubectl: answer.kubectl, requestId: newRequestId() };
    },
    enabled,
    placeholderData: (previous) => previous,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
    networkMode: 'always',
  });
}

/** Starts, pauses, resumes, retries, stops or (`forget`) clears away a wave. */
export function useWaveCommand(
  address: DaemonSetAddress,
): UseMutationResult<WaveAnswer, Error, WaveCommand | { readonly command: 'forget' }> {
  const queryClient = useQueryClient();
  const path = wavePath(address);
  return useMutation({
    mutationFn: async (command) => {
      const sending = command.command === 'forget' ? sendJson(path, undefined, { method: 'DELETE' }) : sendJson(path, command);
      return readWaveAnswer(await sending.catch(askRightsAgain(queryClient)));
    },
    retry: false,
    networkMode: 'always',
    onSuccess: (answer) => queryClient.setQueryData(['wave', path], answer),
    onError: () => queryClient.invalidateQueries({ queryKey: ['wave', path] }),
  });
}

function wavePath(address: DaemonSetAddress): string {
  return `${daemonSetPath(address)}/wave`;
}
