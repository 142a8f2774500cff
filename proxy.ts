import { randomBytes } from 'node:crypto';
import { type NextRequest, NextResponse } from 'next/server';
import { allowedHosts } from '#lib/server/http/allowed-hosts.ts';
import { refuseAtGate } from '#lib/server/http/request-gate.ts';
import { contentSecurityPolicy, INERT_POLICY, SECURITY_HEADERS, STATIC_POLICY } from '#lib/server/http/security-headers.ts';

const hosts = allowedHosts(process.env);
const development = process.env.NODE_ENV === 'development';

/** The gate in front of every request, static files included: refuses what must not pass and puts headers on what may. */
export function proxy(request: NextRequest): NextResponse {
  const path = request.nextUrl.pathname;
  const refusal = refuseAtGate({ method: request.method, path, headers: request.headers }, { allowedHosts: hosts });
  if (refusal) {
    const { code, message, status } = refusal;
    return withHeaders(NextResponse.json({ error: { code, message } }, { status }), INERT_POLICY);
  }
  if (path.startsWith('/_next/static/')) return withHeaders(NextResponse.next(), STATIC_POLICY);
  if (!isPage(path)) return withHeaders(NextResponse.next(), INERT_POLICY);
  return nextPage(request);
}

/** Next reads the nonce from the policy in the request's headers and puts it on its own script tags. */
function nextPage(request: NextRequest): NextResponse {
  const nonce = randomBytes(16).toString('base64');
  const policy = contentSecurityPolicy(nonce, { development });
  const headers = new Headers(request.headers);
  headers.set('x-nonce', nonce);
  headers.set('content-security-policy', policy);
  return withHeaders(NextResponse.next({ request: { headers } }), policy);
}

function withHeaders(response: NextResponse, policy: string): NextResponse {
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.headers.set(name, value);
  response.headers.set('content-security-policy', policy);
  return response;
}

function isPage(path: string): boolean {
  return !/^\/(?:api|_next|livez|readyz|metrics)(?:\/|$)/.test(path);
}
