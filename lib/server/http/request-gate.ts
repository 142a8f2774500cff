import 'server-only';
import { MOST_ACT_BYTES } from '#lib/feed/act.ts';
import type { ProvenBy } from '#lib/server/access/caller.ts';
import { sameSecret } from '#lib/server/access/secret.ts';
import { REFUSAL_STATUS, type RefusalCode } from './refusal.ts';

/** What the gate looks at; no Next type, so that another server can stand behind the same gate. */
export interface GateRequest {
  readonly method: string;
  /** As sent, before any decoding. */
  readonly path: string;
  readonly headers: Headers;
}

export interface GateOptions {
  /** `host:port` that may stand in the Host header, in lower case. */
  readonly allowedHosts: ReadonlySet<string>;
}

export interface GateRefusal {
  readonly code: RefusalCode;
  readonly status: number;
  readonly message: string;
}

/** Carries the session's CSRF token. */
const CSRF_HEADER = 'x-rollcall-csrf';
/** As many as Chromium keeps for a host: who sends more is no browser. */
const MOST_COOKIES = 180;
const READS = new Set(['GET', 'HEAD']);
const WRITES = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);
/** Paths that take anything but reads, with what they take. */
const WRITABLE: readonly { readonly path: RegExp; readonly methods: readonly string[]; readonly mostBodyBytes: number }[] = [
  { path: /^\/api\/session$/, methods: ['POST', 'DELETE'], mostBodyBytes: 16 * 1024 },
  { path: /^\/api\/demo$/, methods: ['POST'], mostBodyBytes: 64 * 1024 },
  { path: /^\/api\/c\/[^/]+\/placement$/, methods: ['POST'], mostBodyBytes: 1024 * 1024 },
  { path: /^\/api\/c\/[^/]+\/node-comparison$/, methods: ['POST'], mostBodyBytes: 1024 * 1024 },
  { path: /^\/api\/c\/[^/]+\/(?:daemonsets\/[^/]+|nodes)\/[^/]+\/acts$/, methods: ['POST'], mostBodyBytes: MOST_ACT_BYTES },
  { path: /^\/api\/c\/[^/]+\/daemonsets\/[^/]+\/[^/]+\/wave$/, methods: ['POST', 'DELETE'], mostBodyBytes: 256 * 1024 },
];

/** Null when the request may pass, else why not. Checks the request's form, its Host, method, size and type, in this order. */
export function refuseAtGate(request: GateRequest, options: GateOptions): GateRefusal | null {
  if (isMalformedPath(request.path))
    return refuse('request.malformed', 'The path holds an encoding or separator that no page has.');
  const host = request.headers.get('host')?.toLowerCase() ?? '';
  if (!options.allowedHosts.has(host)) {
    return refuse('host.refused', 'This server does not answer under this Host; ROLLCALL_ALLOWED_HOSTS lists further ones.');
  }
  if ((request.headers.get('cookie') ?? '').split(';').length > MOST_COOKIES)
    return refuse(
      'header.tooLarge',
      `A request must not carry more than ${MOST_COOKIES} cookies; clear the cookies of this site.`,
    );
  if (request.path.startsWith('/api/') && request.headers.has('rsc'))
    return refuse('request.malformed', 'The header RSC belongs to pages, not to the API.');
  return READS.has(request.method) ? refuseReadWithBody(request.headers) : refuseWrite(request);
}

/** True for a method that changes something. */
export function isWrite(method: string): boolean {
  return !READS.has(method);
}

function refuseReadWithBody(headers: Headers): GateRefusal | null {
  if (!headers.has('transfer-encoding') && Number(headers.get('content-length') ?? 0) === 0) return null;
  return refuse('request.malformed', 'A read has no body.');
}

function refuseWrite({ method, path, headers }: GateRequest): GateRefusal | null {
  const writable = WRITABLE.find((candidate) => candidate.path.test(path));
  if (!WRITES.has(method) || !writable?.methods.includes(method)) {
    return refuse('method.refused', `This path answers ${['GET', ...(writable?.methods ?? [])].join(', ')} only.`);
  }
  const length = headers.get('content-length');
  // A body of unknown length is not begun: what stands behind would have to cut it.
  if (headers.has('transfer-encoding') || Number(length ?? 0) > writable.mostBodyBytes) {
    return refuse('body.tooLarge', `The body must say its Content-Length and not exceed ${writable.mostBodyBytes} bytes.`);
  }
  if (Number(length ?? 0) === 0) return null;
  if (!/^application\/json\s*(?:;|$)/i.test(headers.get('content-type') ?? ''))
    return refuse('body.type', 'The body must be application/json.');
  return headers.has('content-encoding') ? refuse('body.type', 'The body must not be compressed.') : null;
}

/**
 * Null when the change was asked for by a page of this server, else why not. A browser sends cookies for any site that
 * asks it to; what it says about the origin, and a token that only our pages can read, tell the sites apart.
 */
export function refuseForgery(headers: Headers, caller: { readonly provenBy: ProvenBy; readonly csrf: string | null }) {
  if (caller.provenBy === 'bearer') return null;
  if (!isSameOrigin(headers, headers.get('host')?.toLowerCase() ?? ''))
    return refuse('origin.refused', 'A change must come from a page of this server.');
  if (caller.csrf === null || sameSecret(headers.get(CSRF_HEADER) ?? '', caller.csrf)) return null;
  return refuse('csrf.refused', `A change must carry the token of GET /api/session in the header ${CSRF_HEADER}.`);
}

/** Browsers send Sec-Fetch-Site or Origin with every change; something that sends neither is no page of ours. */
function isSameOrigin(headers: Headers, host: string): boolean {
  const site = headers.get('sec-fetch-site');
  const origin = headers.get('origin');
  if (site !== null && site !== 'same-origin') return false;
  if (origin === null) return site === 'same-origin';
  return origin === `http://${host}` || origin === `https://${host}`;
}

/** Refused before anything decodes it: dot segments, doubled or back slashes, encoded separators and control characters, bad escapes. */
function isMalformedPath(path: string): boolean {
  if (/^\/api\/.*\/$/.test(path)) return true; // an empty name, which Next would drop with a redirect
  if (path.includes('//') || path.includes('\\') || /%(?:2f|5c|0[0-9a-f]|1[0-9a-f]|7f|25)/i.test(path)) return true;
  try {
    return decodeURIComponent(path)
      .split('/')
      .some((segment) => segment === '.' || segment === '..');
  } catch {
    return true;
  }
}

function refuse(code: RefusalCode, message: string): GateRefusal {
  return { code, status: REFUSAL_STATUS[code], message };
}
