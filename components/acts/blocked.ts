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
  /** Of a wave, when it is known which of its two ways is meant. */
  readonly by?: 'delete' | 'eviction' | undefined;
}

/** Null when the act may be started. What lasts longest is named first: the mode, the rights, then the connection. */
export function whyBlocked(act: ActName | 'wave', { access, problem, connection, by }: BlockedInput): Blocked | null {
  if (access?.readOnly) return { why: 'readOnly', by: access.readOnly };
  const right = act === 'wave' && by !== undefined ? access?.waves[by] : access?.acts[act];
  if (access && right && !right.allowed) return { why: 'missing', rights: right.missing, username: access.username };
  if (connection === 'stale' || connection === 'connecting') return { why: connection };
  if (access) return null;
  return problem === null ? { why: 'asking' } : { why: 'unknown', message: problem };
}
