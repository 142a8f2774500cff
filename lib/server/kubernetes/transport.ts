import 'server-only';
import type { RequestPath } from './request-path.ts';

/**
 * Which pool of connections a request takes: each watch holds one of its own, requests share a few, and the probe
 * keeps a single one open so that it feels what the watches feel.
 */
export type Lane = 'watch' | 'unary' | 'probe';

export interface TransportRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: RequestPath;
  readonly lane: Lane;
  readonly body?: object;
  /** Of the body; default `application/json`. */
  readonly contentType?: string;
  /** The answer's headers must be here within this time. */
  readonly headersWithinMs: number;
  /** Ends the request and, later, its body. */
  readonly signal: AbortSignal;
}

export interface TransportResponse {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Must be read to its end or destroyed. Throws what broke it: a body that was cut never ends as if complete. */
  readonly body: AsyncIterable<Uint8Array>;
  destroy(): void;
}

/**
 * The way to one API server, credentials included. `open` throws KubernetesApiError only; any HTTP status is an answer,
 * not an error. A 401, which says that nothing was done, makes it reload the credentials once and try once more before
 * it is handed out. Nothing but a GET is sent again after a lost connection: it may have been done.
 */
export interface Transport {
  open(request: TransportRequest): Promise<TransportResponse>;
  /** Forgets the idle connections of a lane: the next request opens a new one. */
  refresh(lane: Lane): void;
  /** Ends every connection; later requests fail with `stopped`. */
  close(): void;
}
