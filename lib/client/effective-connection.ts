import { type Connection, STALE_AFTER_MS } from '#lib/feed/connection.ts';

/** What the browser itself knows of the way to the Rollcall server. */
export interface Link {
  readonly linked: boolean;
  /** Milliseconds since the epoch: the last word of the server about this cluster. */
  readonly heardAt: number;
}

const SERVER_SILENT = 'The Rollcall server does not answer.';

/** The truth for the person: the server's own view, made worse by what the browser knows. */
export function effectiveConnection(server: Connection, link: Link, now: number): Connection {
  const silentMs = now - link.heardAt;
  const since = new Date(link.heardAt).toISOString();
  if (silentMs >= STALE_AFTER_MS) return { ...server, state: 'stale', since, problem: SERVER_SILENT };
  if (!link.linked && server.state === 'live') return { ...server, state: 'reconnecting', since, problem: SERVER_SILENT };
  return server;
}
