import type { ActAccess, ActName, MissingRight } from '#lib/feed/act.ts';
import type { ConnectionState } from '#lib/feed/connection.ts';

/** Why an act cannot be started now. */
export type Blocked =
  | { readonly why: 'readOnly'; readonly by: 'flag' | 'inCluster' }
  | { readonly why: 'missing'; readonly rights: readonly MissingRight[]; readonly username: string }
  | { readonly why: 'stale' | 'connecting' | 'asking' }
  /** The server could not say what is allowed. */
  | { readonly why: 'unknown'; readonly message: string };

export interface BlockedInput {
  readonly access: ActAccess | undefined;
  /** Why `access` is not known, or null. */
  readonly problem: string | null;
  readonly connection: ConnectionState;
}

/** Null when the act may be started. What lasts longest is named first: the mode, the rights, then the connection. */
export function whyBlocked(act: ActName | 'wave', { access, problem, connection }: BlockedInput): Blocked | null {
  if (access?.readOnly) return { why: 'readOnly', by: access.readOnly };
  if (access && !access.acts[act].allowed) {
    return { why: 'missing', rights: access.acts[act].missing, username: access.username };
  }
  if (connection === 'stale' || connection === 'connecting') return { why: connection };
  if (access) return null;
  return problem === null ? { why: 'asking' } : { why: 'unknown', message: problem };
}
