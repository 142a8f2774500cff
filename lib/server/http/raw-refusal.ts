import 'server-only';
import { type ServerResponse, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { INERT_POLICY, SECURITY_HEADERS } from './security-headers.ts';

/** A refusal as it leaves the front door. */
export interface RefusalAnswer {
  readonly code: string;
  readonly status: number;
  readonly message: string;
  readonly retryAfterSeconds?: number | undefined;
}

/** Answers a request with a refusal. What was sent of its body is not read: the connection ends with the answer. */
export function sendRefusal(response: ServerResponse, refusal: RefusalAnswer): void {
  const body = bodyOf(refusal);
  const wait = refusal.retryAfterSeconds === undefined ? {} : { 'retry-after': String(refusal.retryAfterSeconds) };
  response.writeHead(refusal.status, { ...headersOf(body), ...wait, connection: 'close' });
  response.end(body);
}

/** The same for a connection on which node:http saw no request that it could announce. */
export function refuseConnection(socket: Duplex, refusal: RefusalAnswer): void {
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const body = bodyOf(refusal);
  const headers = { ...SECURITY_HEADERS, 'content-security-policy': INERT_POLICY, ...headersOf(body), connection: 'close' };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 ${refusal.status} ${STATUS_CODES[refusal.status] ?? ''}\r\n${lines.join('')}\r\n${body}`);
}

function bodyOf({ code, message }: RefusalAnswer): string {
  return JSON.stringify({ error: { code, message } });
}

function headersOf(body: string) {
  return {
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(body)),
    'cache-control': 'no-store',
  };
}
