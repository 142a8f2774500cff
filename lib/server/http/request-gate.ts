import 'server-only';
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

const READS = new Set(['GET', 'HEAD']);
const WRITES = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);
/** Paths that take anything but reads, with what they take. */
const WRITABLE: readonly { readonly path: RegExp; readonly methods: readonly string[]; readonly mostBodyBytes: number }[] = [
  { path: /^\/api\/demo$/, methods: ['POST'], mostBodyBytes: 64 * 1024 },
  { path: /^\/api\/c\/[^/]+\/placement$/, methods: ['POST'], mostBodyBytes: 1024 * 1024 },
  { path: /^\/api\/c\/[^/]+\/daemonsets\/[^/]+\/[^/]+\/acts$/, methods: ['POST'], mostBodyBytes: 64 * 1024 },
];

/** Null when the request may pass, else why not. Checks the request's form, its Host, method, origin and size, in this order. */
export function refuseAtGate(request: GateRequest, options: GateOptions): GateRefusal | null {
  if (isMalformedPath(request.path))
    return refuse('request.malformed', 'The path holds an encoding or separator that no page has.');
  const host = request.headers.get('host')?.toLowerCase() ?? '';
  if (!options.allowedHosts.has(host)) {
    return refuse('host.refused', 'This server does not answer under this Host; ROLLCALL_ALLOWED_HOSTS lists further ones.');
  }
  if (READS.has(request.method)) return null;
  return refuseWrite(request, host);
}

function refuseWrite(request: GateRequest, host: string): GateRefusal | null {
  const writable = WRITABLE.find(({ path }) => path.test(request.path));
  if (!WRITES.has(request.method) || !writable?.methods.includes(request.method)) {
    return refuse('method.refused', `This path answers ${['GET', ...(writable?.methods ?? [])].join(', ')} only.`);
  }
  if (!isSameOrigin(request.headers, host)) return refuse('origin.refused', 'A change must come from a page of this server.');
  if (Number(request.headers.get('content-length') ?? 0) > writable.mostBodyBytes) {
    return refuse('body.tooLarge', `The body must not exceed ${writable.mostBodyBytes} bytes.`);
  }
  return null;
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
