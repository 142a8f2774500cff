import 'server-only';
import { randomBytes } from 'node:crypto';
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { PathKind } from './path-kind.ts';
import { contentSecurityPolicy, INERT_POLICY, SECURITY_HEADERS, STATIC_POLICY } from './security-headers.ts';

/** What the front door may still change of a response that somebody else makes. */
export interface Dress {
  /** Answers with this status whatever the page itself says. */
  status?: number;
}

/**
 * Puts the security headers on whatever is answered, errors of Next included, when the head is written: nobody behind
 * can change or double them. A page's nonce travels to Next in the policy of the request's headers, from where Next
 * puts it on its own script tags.
 */
export function dressResponse(
  request: Pick<IncomingMessage, 'headers'>,
  response: ServerResponse,
  { kind, development }: { readonly kind: PathKind; readonly development: boolean },
): Dress {
  const dress: Dress = {};
  const forced: Record<string, string> = { ...SECURITY_HEADERS, 'content-security-policy': policyOf(request, kind, development) };
  const writeHead = response.writeHead.bind(response) as (status: number, ...rest: unknown[]) => ServerResponse;
  response.writeHead = ((status: number, ...rest: unknown[]) => {
    const given = rest.at(-1);
    const own = typeof given === 'object' && given !== null && !Array.isArray(given) ? (given as OutgoingHttpHeaders) : {};
    for (const [name, value] of Object.entries(own)) if (value !== undefined) response.setHeader(name, value);
    for (const [name, value] of Object.entries(forced)) response.setHeader(name, value);
    if (!response.hasHeader('cache-control')) response.setHeader('cache-control', 'no-store');
    const reason = typeof rest[0] === 'string' ? [rest[0]] : [];
    return writeHead(dress.status ?? status, ...reason);
  }) as ServerResponse['writeHead'];
  return dress;
}

function policyOf(request: Pick<IncomingMessage, 'headers'>, kind: PathKind, development: boolean): string {
  if (kind === 'file') return STATIC_POLICY;
  if (kind !== 'page') return INERT_POLICY;
  const nonce = randomBytes(16).toString('base64');
  const policy = contentSecurityPolicy(nonce, { development });
  request.headers['x-nonce'] = nonce;
  request.headers['content-security-policy'] = policy;
  return policy;
}
