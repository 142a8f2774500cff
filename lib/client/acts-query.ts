'use client';
import {
  type QueryClient,
  type UseMutationResult,
  type UseQueryResult,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { type Act, type ActAnswer, type ActGuards, type ActOnNode, MOST_ACT_BYTES } from '#lib/feed/act.ts';
import { type ActAddress, actPath } from './act-path.ts';
import { readActAnswer } from './acts-answer.ts';
import { ApiRequestError } from './api-request.ts';
import { newRequestId } from './request-id.ts';
import { sendJson } from './send-json.ts';

/** A plan as it was looked up, with the id that its one click carries, however often it is sent. */
export interface LookedUpPlan {
  readonly answer: ActAnswer;
  readonly requestId: string;
}

/** An act on the object that the page shows: `uid` keeps a later one of the same name safe. */
export type ActTarget = (Act | ActOnNode) & Pick<ActGuards, 'uid'>;

/**
 * Asks by a dry run what an act would do. Asked once per `look`: a plan never changes under the reader; raise `look`
 * to look again.
 */
export function useActPlan(
  address: ActAddress,
  target: ActTarget,
  { look, enabled }: { look: number; enabled: boolean },
): UseQueryResult<LookedUpPlan> {
  const path = `${actPath(address)}/acts`;
  const queryClient = useQueryClient();
  return useQuery({
    queryKey: ['act-plan', path, JSON.stringify(target), look],
    queryFn: async ({ signal }) => ({
      answer: readActAnswer(
        await sendJson(path, { ...target, dryRun: true }, { signal, mostBytes: MOST_ACT_BYTES }).catch(
          askRightsAgain(queryClient),
        ),
      ),
      requestId: newRequestId(),
    }),
    enabled,
    // While a choice is changed the plan before stays in sight; `isPlaceholderData` says that it is not this one's.
    placeholderData: (previous) => previous,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
    networkMode: 'always',
  });
}

/** Does it. The same request sent twice carries the same `requestId`, and the server does it once. */
export function useAct(address: ActAddress): UseMutationResult<ActAnswer, Error, ActTarget & ActGuards> {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (request) =>
      readActAnswer(
        await sendJson(`${actPath(address)}/acts`, request, { mostBytes: MOST_ACT_BYTES }).catch(askRightsAgain(queryClient)),
      ),
    retry: false,
    networkMode: 'always',
    onSettled: () => {
      void queryClient.invalidateQueries({ queryKey: ['node-detail'] });
      void queryClient.invalidateQueries({ queryKey: ['node-page'] });
    },
  });
}

/** Passes an error on; a 403 says that the caller's rights are others than the page knows, and has them asked for again. */
export function askRightsAgain(queryClient: QueryClient): (error: unknown) => never {
  return (error) => {
    if (error instanceof ApiRequestError && error.problem.status === 403) {
      void queryClient.invalidateQueries({ queryKey: ['access'] });
    }
    throw error;
  };
}
