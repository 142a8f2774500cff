import type { Connection } from './connection.ts';

/**
 * What `/api/live` sends, one server-sent event each: `event` is the type, `data` the rest as JSON. A patch also has
 * `id: epoch.seq`. `reset`: the cursor is too old or of another epoch, take a new snapshot; the stream sends no more
 * of that feed. `gone`: there is no such DaemonSet (any more), likewise. `bye`: the server is stopping.
 */
export type LiveMessage =
  | { readonly type: 'patch'; readonly feed: string; readonly patch: unknown }
  | { readonly type: 'reset'; readonly feed: string }
  | { readonly type: 'gone'; readonly feed: string }
  | { readonly type: 'heartbeat'; readonly cluster: string; readonly at: string; readonly connection: Connection }
  | { readonly type: 'bye'; readonly retryMs: number };

/** The server's heartbeat per cluster: three of them fit into the 15 s after which a silent server is called stale. */
export const HEARTBEAT_EVERY_MS = 5_000;

/** One server-sent event; `id` only where a client may resume. */
export function liveFrame(message: LiveMessage, id?: string): string {
  const { type, ...data } = message;
  return `event: ${type}\n${id === undefined ? '' : `id: ${id}\n`}data: ${JSON.stringify(data)}\n\n`;
}
