/**
 * How fresh the server's view of the API server is.
 * `live`: every watch has given a sign of life within the limit. `connecting`: no complete list yet.
 * `reconnecting`: a watch is down, data is younger than the limit. `stale`: no sign of life for longer than the limit.
 */
export const CONNECTION_STATES = ['connecting', 'live', 'reconnecting', 'stale'] as const;

export type ConnectionState = (typeof CONNECTION_STATES)[number];

export interface Connection {
  readonly state: ConnectionState;
  /** RFC 3339: the last proof of life of the slowest watch; null before the first. */
  readonly lastProofAt: string | null;
  /** RFC 3339: since when this state holds. */
  readonly since: string;
  /** What failed, in one scrubbed sentence, or null. */
  readonly problem: string | null;
}

/** No proof of life for this long makes a view stale: twice the 5 s probe, rounded up to the 15 s that a person is promised. */
export const STALE_AFTER_MS = 15_000;
