import 'server-only';
import type { ClusterContext } from './cluster-context.ts';

/** Why nobody can be sure that this is the API server: it speaks plain HTTP, or its certificate is not checked. */
export type Weakness = 'http' | 'unchecked';

/** The weakness of the way to an API server that is not on this machine, or null. */
export function weaknessOf(context: Pick<ClusterContext, 'server' | 'insecureSkipTlsVerify'>): Weakness | null {
  if (isLoopback(context.server)) return null;
  if (context.server.protocol === 'http:') return 'http';
  return context.insecureSkipTlsVerify ? 'unchecked' : null;
}

/** True for a server that only this machine reaches. */
export function isLoopback(server: URL): boolean {
  return server.hostname === 'localhost' || server.hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(server.hostname);
}
