import 'server-only';
import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { cleanRawRequest } from '#lib/server/http/raw-request.ts';

const STALLED_AFTER_MS = 12_000; // two heartbeats; node:http cuts after one to two of these spans
const LIVE_PATH = /^\/api\/(?:c\/[^?]*\/)?live(?:$|\?)/;
const limited = new WeakSet<Server>();
let subscribed = false;

/**
 * Does what Next has no option for, through the channel on which node:http announces each request before anyone
 * handles it: malformed requests are made refusable, a stream whose socket makes no progress is cut (its own queue is
 * dropped earlier, but only this frees the socket), and slow senders of headers are cut.
 */
export function guardConnections(): void {
  if (subscribed) return;
  subscribed = true;
  subscribe('http.server.request.start', (message) => {
    const { request, response, server } = message as { request: IncomingMessage; response: ServerResponse; server: Server };
    limitServer(server);
    cleanRawRequest(request);
    if (LIVE_PATH.test(request.url ?? '')) response.setTimeout(STALLED_AFTER_MS, () => response.destroy());
  });
}

function limitServer(server: Server): void {
  if (limited.has(server)) return;
  limited.add(server);
  server.headersTimeout = 10_000;
  server.requestTimeout = 30_000;
  server.maxRequestsPerSocket = 1_000;
}
