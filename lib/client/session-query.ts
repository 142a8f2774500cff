'use client';
import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { IdentityAnswer } from '#lib/feed/role-tiers.ts';
import { getJson, request } from './api-request.ts';
import { useLate } from './use-late.ts';

/** GET /api/session: how one signs in here, and who has. */
export interface SessionAnswer {
  readonly mode: 'none' | 'token' | 'user';
  readonly signedIn: boolean;
  readonly name: string | null;
  readonly endsAt: string | null;
  /** Which build answers; a page of another one should be loaded anew. */
  readonly build: string;
}

const ASK_EVERY_MS = 20_000;
const PATH = '/api/session';

/** The session, asked for now and then: it may end while a page is open. Asking does not prolong it. */
export function useSession(): UseQueryResult<SessionAnswer> {
  return useQuery({
    queryKey: ['session'],
    queryFn: ({ signal }) => getJson<SessionAnswer>(PATH, { signal }),
    refetchInterval: ASK_EVERY_MS,
    refetchOnWindowFocus: true,
    enabled: useLate(),
  });
}

/** Exchanges a token for a session cookie. Throws ApiRequestError with the server's sentence. */
export async function signIn(token: string): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  await request(PATH, { method: 'POST', headers, body: JSON.stringify({ token }) });
}

/** Ends the session and its streams. */
export async function signOut(): Promise<void> {
  await request(PATH, { method: 'DELETE' });
}

/** Who one is to the API server of a cluster and which role tiers one has; asked for while it is shown. */
export function useIdentity(cluster: string, options: { enabled: boolean }): UseQueryResult<IdentityAnswer> {
  return useQuery({
    queryKey: ['identity', cluster],
    queryFn: ({ signal }) => getJson<IdentityAnswer>(`/api/c/${encodeURIComponent(cluster)}/identity`, { signal }),
    enabled: options.enabled,
    staleTime: 10_000,
    retry: false,
  });
}
