import 'server-only';
import type { IncomingMessage } from 'node:http';

/** Where a request that no page or route may see is sent instead: the gate refuses it with all headers. */
export const MALFORMED_PATH = '/api/%00';

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);
/** Say who one is or what was meant; who a caller is has been decided before. */
const IDENTITY_HEADERS = /^(?:impersonate-|x-remote-|x-auth-request-|x-forwarded-|x-http-method|x-rollcall-proxy-)/;
/** Set by proxies or by Next for itself; from a client they are lies. `authorization` has been read. */
const UNTRUSTED_HEADERS = [
  'authorization',
  'forwarded',
  'x-real-ip',
  'x-rollcall-ticket',
  'x-middleware-subrequest',
  'x-nonce',
  'content-security-policy',
  'next-action',
];

/**
 * Changes a request before Next sees it: forms that Next would answer by itself, with a redirect or a stack instead of
 * a refusal, become one that the gate refuses; headers that only a proxy may set are dropped.
 */
export function cleanRawRequest(request: Pick<IncomingMessage, 'method' | 'url' | 'headers' | 'rawHeaders'>): void {
  for (const name of UNTRUSTED_HEADERS) delete request.headers[name];
  for (const name of Object.keys(request.headers)) if (IDENTITY_HEADERS.test(name)) delete request.headers[name];
  // The gate refuses OPTIONS as it does every method that no path takes; Next would fail on TRACE.
  if (!METHODS.has(request.method ?? '')) request.method = 'OPTIONS';
  if (isWellFormed(request)) return;
  request.method = 'GET';
  request.url = MALFORMED_PATH;
}

function isWellFormed({ url = '', rawHeaders }: Pick<IncomingMessage, 'url' | 'rawHeaders'>): boolean {
  const hosts = rawHeaders.filter((value, index) => index % 2 === 0 && value.toLowerCase() === 'host').length;
  const [path = ''] = url.split('?');
  return hosts === 1 && path.startsWith('/') && !path.includes('//') && !path.includes('\\') && !hasDotSegment(path);
}

function hasDotSegment(path: string): boolean {
  return /(?:^|\/)(?:\.|%2e){1,2}(?:\/|$)/i.test(path);
}
