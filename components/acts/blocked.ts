import type { ActAccess, ActRight, MissingRight } from '#lib/feed/act.ts';
import type { ConnectionState } from '#lib/feed/connection.ts';

/** Why an act cannot be started now. */
export type Blocked =
  | { readonly why: 'readOnly'; readonly by: 'flag' | 'inCluster' }
  | { readonly why: 'missing'; readonly rights: readonly MissingRight[]; readonly username: string }
  | { readonly why: 'stale' | 'connecting' | 'asking' }
  /** The server could not say what is allowed. */
  | { readonly why: 'unknown'; readonly message: string };

export interface BlockedInput {
  readonly access: Pick<ActAccess, 'readOnly' | 'username'> | undefined;
  /** Why `access` is not known, or null. */
  readonly problem: string | null;
  readonly connection: ConnectionState;
}

/** Null when the act that takes this right may be started. What lasts longest is named first: the mode, the right, then the connection. */
export function whyBlocked(right: ActRight | undefined, { access, problem, connection }: BlockedInput): Blocked | null {
  if (access?.readOnly) return { why: 'readOnly', by: access.readOnly };
  if (access && right && !right.allowed) return { why: 'missing', rights: right.missing, username: access.username };
  if (connection === 'stale' || connection === 'connecting') return { why: connection };
  if (access) return null;
  return problem === null ? { why: 'asking' } : { why: 'unknown', message: problem };
}
