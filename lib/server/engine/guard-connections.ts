import 'server-only';
import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { STREAM_PATH } from '#lib/server/http/path-kind.ts';
import { type RefusalAnswer, refuseConnection } from '#lib/server/http/raw-refusal.ts';
import { log } from './log.ts';

const STALLED_AFTER_MS = 12_000; // two heartbeats; node:http cuts after one to two of these spans
const HEADERS_WITHIN_MS = 10_000;
const MOST_CONNECTIONS = 200;
const guarded = new WeakSet<Server>();
/** Another server of this process, which has no front door. */
export function leaveUnguarded(server: Server): void {
  guarded.add(server);
}

/** By connection: call it off, its first request is there. */
const heard = new WeakMap<object, () => void>();
let subscribed = false;

export interface GuardOptions {
  /** What stands in front of the listener that the server has. */
  readonly door: (next: RequestListener) => RequestListener;
  /** The only address that may be listened on; development servers choose their own. */
  readonly address: string | null;
}

/**
 * Does what Next has no option for, through the channels on which Node.js announces each connection and each request
 * before anyone handles it: puts the front door before Next's own listener, ends upgrades and CONNECT, answers what is
 * no HTTP with the headers of every other refusal, and cuts who is slow or one too many.
 */
export function guardConnections(options: GuardOptions): void {
  if (subscribed) return;
  subscribed = true;
  subscribe('net.server.socket', (message) => {
    const { server } = (message as { socket: { server?: Server } }).socket;
    if (server !== undefined && isHttp(server)) guardServer(server, options);
  });
  subscribe('http.server.request.start', (message) => {
    const { request, response, server } = message as { request: IncomingMessage; response: ServerResponse; server: Server };
    guardServer(server, options);
    heard.get(request.socket)?.();
    if (STREAM_PATH.test(request.url ?? '')) response.setTimeout(STALLED_AFTER_MS, () => response.destroy());
  });
}

function isHttp(server: Server): boolean {
  return 'headersTimeout' in server;
}

function guardServer(server: Server, { door, address }: GuardOptions): void {
  if (guarded.has(server)) return;
  guarded.add(server);
  if (address !== null) requireAddress(server, address);
  server.headersTimeout = HEADERS_WITHIN_MS;
  server.requestTimeout = 30_000;
  server.maxRequestsPerSocket = 1_000;
  server.maxConnections = MOST_CONNECTIONS;
  // node:http would refuse a request without Host itself, without our headers; the door does it.
  Object.assign(server, { requireHostHeader: false });
  const listeners = server.listeners('request') as RequestListener[];
  server.removeAllListeners('request');
  for (const listener of listeners) server.on('request', door(listener));
  if (address !== null) {
    server.removeAllListeners('upgrade');
    server.on('upgrade', (_request: IncomingMessage, socket: Duplex) => socket.destroy());
  }
  server.on('connect', (_request: IncomingMessage, socket: Duplex) => refuseConnection(socket, METHOD_REFUSED));
  server.on('clientError', (error: ParseError, socket: Duplex) => refuseConnection(socket, refusalOf(error)));
  server.on('connection', cutSilent);
}

/** Next binds to what HOSTNAME says; a Pod sets that to its own name. */
function requireAddress(server: Server, address: string): void {
  const bound = server.address();
  if (typeof bound !== 'object' || bound === null || bound.address === address) return;
  log.error({ bound: bound.address, asked: address }, 'The server listens where it was not asked to, and ends.');
  process.exit(2);
}

/** node:http looks for slow senders of headers every 30 s only. */
function cutSilent(socket: Duplex): void {
  const timer = setTimeout(() => socket.destroy(), HEADERS_WITHIN_MS);
  timer.unref();
  heard.set(socket, () => clearTimeout(timer));
  socket.once('close', () => clearTimeout(timer));
}

const MALFORMED: RefusalAnswer = { code: 'request.malformed', status: 400, message: 'This is no HTTP request.' };
const METHOD_REFUSED: RefusalAnswer = { code: 'method.refused', status: 405, message: 'This server has no such method.' };

type ParseError = Error & { readonly code?: string; readonly rawPacket?: Buffer };

function refusalOf({ code, rawPacket }: ParseError): RefusalAnswer {
  switch (code) {
    case 'HPE_HEADER_OVERFLOW':
      return {
        code: 'header.tooLarge',
        status: 431,
        message: 'The headers must not exceed 16 KiB; clear the cookies of this site.',
      };
    case 'HPE_INVALID_METHOD':
      return /^[A-Z]+ /.test(rawPacket?.toString('latin1', 0, 40) ?? '') ? METHOD_REFUSED : MALFORMED;
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return { code: 'request.timeout', status: 408, message: 'The request must arrive within 30 seconds.' };
    default:
      return MALFORMED;
  }
}
