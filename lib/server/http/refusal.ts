import 'server-only';

/** Why a request is refused, with the HTTP status that says so. Stable: scripts rely on the codes. */
export const REFUSAL_STATUS = {
  'request.malformed': 400,
  'name.invalid': 400,
  'query.invalid': 400,
  'body.invalid': 400,
  'confirmation.required': 400,
  'session.required': 401,
  'session.refused': 401,
  'origin.refused': 403,
  'csrf.refused': 403,
  'rbac.forbidden': 403,
  'readOnly.refused': 403,
  'path.notFound': 404,
  'cluster.notFound': 404,
  'daemonset.notFound': 404,
  'node.notFound': 404,
  'pod.notFound': 404,
  'target.notFound': 404,
  'container.notFound': 404,
  'log.noPrevious': 404,
  'demo.notFound': 404,
  'method.refused': 405,
  'request.timeout': 408,
  'target.changed': 409,
  'act.senseless': 409,
  'request.reused': 409,
  'log.notStarted': 409,
  'body.tooLarge': 413,
  'body.type': 415,
  'host.refused': 421,
  'session.tooMany': 429,
  'streams.tooMany': 429,
  'upstream.busy': 429,
  'header.tooLarge': 431,
  'upstream.rejected': 502,
  'cluster.connecting': 503,
  'view.stale': 503,
  'cluster.unreachable': 503,
  'server.stopping': 503,
  'upstream.timeout': 504,
} as const;

export type RefusalCode = keyof typeof REFUSAL_STATUS;

export interface RefusalDetails {
  /** The parameter that was wrong. */
  readonly field?: string;
  readonly retryAfterSeconds?: number;
  /** What was sent, as it would be right. */
  readonly corrected?: unknown;
}

/** An expected failure of a request: one sentence that names what was wrong and what is allowed. */
export class Refusal extends Error {
  readonly code: RefusalCode;
  readonly field: string | undefined;
  readonly retryAfterSeconds: number | undefined;
  readonly corrected: unknown;

  constructor(code: RefusalCode, sentence: string, details: RefusalDetails = {}) {
    super(sentence);
    this.name = 'Refusal';
    this.code = code;
    this.field = details.field;
    this.retryAfterSeconds = details.retryAfterSeconds;
    this.corrected = details.corrected;
  }
}

/** Input as a refusal may repeat it: at most 80 characters, quoted, control characters escaped. */
export function quoted(input: string): string {
  return JSON.stringify(input.length > 80 ? `${input.slice(0, 79)}…` : input);
}
