import type { Connection } from '#lib/feed/connection.ts';

/** A refusal of the server as api.md words it. */
export interface ApiProblem {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly field?: string;
}

/**
 * What a page knows of a feed. `connection` is the truth for the person: the server's own view of the API server,
 * made worse by the browser's view of the server (no heartbeat: reconnecting, then stale).
 */
export type FeedState<T> =
  | { readonly status: 'loading' }
  | { readonly status: 'failed'; readonly problem: ApiProblem }
  | { readonly status: 'open'; readonly live: T; readonly connection: Connection };
