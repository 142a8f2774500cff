import 'server-only';

/** Everything that can go wrong on the way to the API server and back, as a closed set. */
export type KubernetesApiErrorReason =
  /** Refused here, before anything was sent. */
  | 'invalid'
  | 'unauthorized'
  | 'forbidden'
  | 'notFound'
  | 'conflict'
  /** The resourceVersion or continue token is no longer known. */
  | 'expired'
  /** Any other 4xx: the server understood and said no. */
  | 'rejected'
  | 'tooManyRequests'
  | 'unavailable'
  | 'timeout'
  | 'unreachable'
  | 'tls'
  | 'redirect'
  /** An answer that no API server gives. */
  | 'malformed'
  | 'tooLarge'
  /** No usable credential could be read or made. */
  | 'credentials'
  | 'stopped';

export interface KubernetesApiErrorDetails {
  readonly status?: number;
  /** How long the server asked us to wait. */
  readonly retryAfterMs?: number;
  /** `status.reason`, for callers that tell apart what HTTP does not. */
  readonly upstreamReason?: string;
  /** `status.details.causes`, their texts scrubbed. */
  readonly causes?: readonly UpstreamCause[];
}

export interface UpstreamCause {
  readonly reason: string;
  readonly message: string;
}

/** The one error of this folder. `message` is one scrubbed sentence without secrets; it may carry text of the server, cut to 200 characters. */
export class KubernetesApiError extends Error {
  readonly reason: KubernetesApiErrorReason;
  readonly status: number | undefined;
  readonly retryAfterMs: number | undefined;
  readonly upstreamReason: string | undefined;
  readonly causes: readonly UpstreamCause[];

  constructor(reason: KubernetesApiErrorReason, text: string, details: KubernetesApiErrorDetails = {}) {
    super(text);
    this.name = 'KubernetesApiError';
    this.reason = reason;
    this.status = details.status;
    this.retryAfterMs = details.retryAfterMs;
    this.upstreamReason = details.upstreamReason;
    this.causes = details.causes ?? [];
  }
}

const TLS_CODES = /^(CERT_|ERR_TLS|ERR_SSL|EPROTO$|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|ERR_OSSL|HOSTNAME_MISMATCH)/;

/** The error for anything thrown by sockets, streams or our own code; a KubernetesApiError passes through. */
export function toKubernetesApiError(thrown: unknown): KubernetesApiError {
  if (thrown instanceof KubernetesApiError) return thrown;
  const code = errorCode(thrown);
  if (code === 'ABORT_ERR') return new KubernetesApiError('stopped', 'The request was stopped.');
  if (TLS_CODES.test(code)) return new KubernetesApiError('tls', `The TLS connection failed: ${code}.`);
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return new KubernetesApiError('unreachable', `The API server's name cannot be resolved: ${code}.`);
  if (code) return new KubernetesApiError('unreachable', `The connection to the API server failed: ${code}.`);
  return new KubernetesApiError('malformed', 'The answer could not be read.');
}

function errorCode(thrown: unknown): string {
  if (typeof thrown !== 'object' || thrown === null || !('code' in thrown)) return '';
  return typeof thrown.code === 'string' && /^[A-Z0-9_]{2,60}$/.test(thrown.code) ? thrown.code : '';
}
