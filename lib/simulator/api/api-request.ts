import type { IncomingMessage, ServerResponse } from 'node:http';
import { ApiError } from '../cluster-api.ts';

/** One request as the handlers see it. */
export interface ApiRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly accept: string | undefined;
  readonly contentType: string | undefined;
  /** `kubectl`, `node`, …: the part of the User-Agent before its first slash, as field managers are named. */
  readonly client: string;
  readonly response: ServerResponse;
  /** Reads the whole body once. Throws ApiError 413. */
  readonly body: () => Promise<Buffer>;
}

const MAX_BODY_BYTES = 3 * 1024 * 1024; // As kubernetes/apiserver limits it.

/** Reads method, path, query and headers. */
export function readRequest(message: IncomingMessage, response: ServerResponse): ApiRequest {
  const target = message.url ?? '/';
  const cut = target.indexOf('?');
  return {
    method: message.method ?? 'GET',
    path: cut < 0 ? target : target.slice(0, cut),
    query: new URLSearchParams(cut < 0 ? '' : target.slice(cut + 1)),
    accept: message.headers.accept,
    contentType: message.headers['content-type'],
    client: (message.headers['user-agent'] ?? 'unknown').split('/')[0]?.split(' ')[0] || 'unknown',
    response,
    body: () => readBody(message),
  };
}

async function readBody(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MAX_BODY_BYTES)
      throw new ApiError(413, 'RequestEntityTooLarge', `Request entity too large: limit is ${MAX_BODY_BYTES}`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
