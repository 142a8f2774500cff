import 'server-only';
import { KubernetesApiError, type KubernetesApiErrorReason, type UpstreamCause } from './kubernetes-api-error.ts';

const LONGEST_TEXT = 200;
const MOST_CAUSES = 20;

/** What an answer other than 2xx says: the HTTP status, its headers, and the body's text if any was read. */
export interface FailedAnswer {
  readonly status: number;
  readonly retryAfter?: string | undefined;
  readonly body?: string;
}

/** Turns a refusal of the API server, or of something in front of it, into the one error. */
export function answerError(answer: FailedAnswer): KubernetesApiError {
  return statusError(parseStatus(answer.body), answer.status, retryAfterMs(answer.retryAfter));
}

/** Turns a `Status` object, as it comes in an in-stream ERROR event, into the one error; without a code it is malformed. */
export function statusObjectError(object: unknown): KubernetesApiError {
  const status = asStatus(object);
  if (!status || status.code === undefined) return new KubernetesApiError('malformed', 'The watch sent an ERROR without a code.');
  return statusError(status, status.code, undefined);
}

interface StatusFields {
  readonly code?: number;
  readonly reason?: string;
  readonly message?: string;
  readonly causes: readonly UpstreamCause[];
  readonly retryAfterSeconds?: number;
}

function statusError(fields: StatusFields | undefined, status: number, retryAfter: number | undefined): KubernetesApiError {
  const tooLarge =
    fields?.causes.some(({ reason }) => reason === 'ResourceVersionTooLarge') ||
    /too large resource version/i.test(fields?.message ?? '');
  const reason = tooLarge ? 'expired' : reasonOf(status, fields?.reason);
  const said = fields?.message ? `: ${scrubbed(fields.message)}` : '.';
  const wait = retryAfter ?? (fields?.retryAfterSeconds === undefined ? undefined : fields.retryAfterSeconds * 1000);
  return new KubernetesApiError(reason, `The API server answered ${status}${said}`.slice(0, LONGEST_TEXT), {
    status,
    ...(wait === undefined ? {} : { retryAfterMs: Math.min(wait, 300_000) }),
    ...(fields?.reason === undefined ? {} : { upstreamReason: fields.reason.slice(0, 60) }),
    ...(fields === undefined ? {} : { causes: fields.causes }),
  });
}

function reasonOf(status: number, reason: string | undefined): KubernetesApiErrorReason {
  if (status >= 300 && status < 400) return 'redirect';
  if (status === 410 || reason === 'Expired' || reason === 'Gone') return 'expired';
  switch (status) {
    case 401:
      return 'unauthorized';
    case 403:
      return 'forbidden';
    case 404:
      return 'notFound';
    case 409:
      return 'conflict';
    case 429:
      return 'tooManyRequests';
    default:
      return status >= 400 && status < 500 ? 'rejected' : 'unavailable';
  }
}

/** `Retry-After` in milliseconds; only the form in seconds, the only one that API servers send. */
function retryAfterMs(header: string | undefined): number | undefined {
  return header !== undefined && /^\d{1,6}$/.test(header) ? Number(header) * 1000 : undefined;
}

function parseStatus(body: string | undefined): StatusFields | undefined {
  if (!body?.startsWith('{')) return undefined;
  try {
    return asStatus(JSON.parse(body));
  } catch {
    return undefined; // an HTML or cut error page says nothing beyond its HTTP status
  }
}

function asStatus(object: unknown): StatusFields | undefined {
  if (!isRecord(object) || object.kind !== 'Status') return undefined;
  const details = isRecord(object.details) ? object.details : {};
  const causes = Array.isArray(details.causes) ? details.causes.filter(isRecord) : [];
  return {
    ...(typeof object.code === 'number' ? { code: object.code } : {}),
    ...(typeof object.reason === 'string' ? { reason: object.reason } : {}),
    ...(typeof object.message === 'string' ? { message: object.message } : {}),
    ...(typeof details.retryAfterSeconds === 'number' ? { retryAfterSeconds: details.retryAfterSeconds } : {}),
    causes: causes.slice(0, MOST_CAUSES).map((cause) => ({
      reason: typeof cause.reason === 'string' ? cause.reason.slice(0, 60) : '',
      message: typeof cause.message === 'string' ? scrubbed(cause.message) : '',
    })),
  };
}

/** One line of printable text of at most 200 characters, without anything that looks like a token. */
export function scrubbed(text: string): string {
  return text
    .replace(/\p{C}+/gu, ' ')
    .replace(/[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}/g, '[token]')
    .replace(/(bearer|basic)\s+\S+/gi, '$1 [token]')
    .slice(0, LONGEST_TEXT);
}

/** True for a JSON object. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
