import 'server-only';

/** What the feeds did since the process started; read by /metrics. */
export interface FeedCounters {
  clients: number;
  patches: number;
  framesSent: number;
  bytesSent: number;
  /** Clients that were closed because they did not read. */
  slowClients: number;
  resets: number;
  snapshots: number;
  /** Rounds of the model that threw. */
  failedRounds: number;
}

/** All at zero. */
export function newFeedCounters(): FeedCounters {
  return { clients: 0, patches: 0, framesSent: 0, bytesSent: 0, slowClients: 0, resets: 0, snapshots: 0, failedRounds: 0 };
}
