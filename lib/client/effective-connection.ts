import { type Connection, STALE_AFTER_MS } from '#lib/feed/connection.ts';

/** What the browser itself knows of the way to the Rollcall server. */
export interface Link {
  readonly linked: boolean;
  /** Milliseconds since the epoch: the last word of the server about this cluster. */
  readonly heardAt: number;
  /** The server is up but reads the cluster anew: what is shown is from before and nothing proves it. */
  readonly relisting: boolean;
}

const SERVER_SILENT = 'The Rollcall server does not answer.';
const SERVER_RELISTS = 'The Rollcall server is reading the cluster anew.';

/** The truth for the person: the server's own view, made worse by what the browser knows. */
export function effectiveConnection(server: Connection, link: Link, now: number): Connection {
  const silentMs = now - link.heardAt;
  const since = new Date(link.heardAt).toISOString();
  const problem = link.linked && link.relisting ? SERVER_RELISTS : SERVER_SILENT;
  if (silentMs >= STALE_AFTER_MS) return { ...server, state: 'stale', since, problem };
  const unsure = !link.linked || link.relisting;
  if (unsure && server.state === 'live') return { ...server, state: 'reconnecting', since, problem };
  return server;
}
