import type { Connection } from '#lib/feed/connection.ts';

/** What the wall may claim. `waiting`: it has shown nothing yet. Only `live` may look like the present. */
export interface WallTruth {
  readonly state: 'waiting' | 'live' | 'reconnecting' | 'stale' | 'signedOut';
  /** RFC 3339: the last proof of life, or null. */
  readonly provenAt: string | null;
  readonly problem: string | null;
}

const RANK: Record<Connection['state'], number> = { live: 0, connecting: 1, reconnecting: 2, stale: 3 };

/**
 * The truth about a screen that shows several feeds: as fresh as the oldest of them. Takes their connections (null for one
 * that is not there yet) and whether the session of this browser has ended, in which case nothing new will come.
 */
export function wallTruth(connections: readonly (Connection | null)[], signedOut: boolean): WallTruth {
  const known = connections.filter((connection) => connection !== null);
  const worst = known.toSorted((a, b) => RANK[b.state] - RANK[a.state])[0];
  const provenAt = known.map((connection) => connection.lastProofAt ?? connection.since).sort()[0] ?? null;
  const problem = worst?.problem ?? null;
  if (signedOut) return { state: 'signedOut', provenAt, problem };
  if (worst === undefined) return { state: 'waiting', provenAt, problem };
  // A server that lists its cluster anew proves nothing of what is still shown.
  return { state: worst.state === 'connecting' ? 'reconnecting' : worst.state, provenAt, problem };
}
