import { ApiError } from '../cluster-api.ts';
import { ContinueExpired } from './api-errors.ts';
import type { JsonObject } from './json.ts';

/** A whole answer; `undefined` from a handler means that it writes to the socket itself. */
export interface Reply {
  readonly code: number;
  readonly body: string;
  readonly contentType?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export const jsonReply = (code: number, body: JsonObject | string): Reply => ({
  code,
  body: typeof body === 'string' ? body : `${JSON.stringify(body)}\n`,
});

/** The `Status` of a refusal. Mirrors kubernetes/apimachinery pkg/apis/meta/v1 Status, v0.36. */
export function statusOf(error: ApiError): JsonObject {
  const continued = error instanceof ContinueExpired ? { continue: error.continueToken } : {};
  return {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: continued,
    status: 'Failure',
    message: error.message,
    reason: error.reason,
    ...(Object.keys(error.details).length > 0 ? { details: error.details as JsonObject } : {}),
    code: error.code,
  };
}

/** A refusal as an answer, with Retry-After where its details ask for one. */
export function errorReply(error: ApiError): Reply {
  const wait = error.details.retryAfterSeconds;
  return {
    ...jsonReply(error.code, statusOf(error)),
    ...(typeof wait === 'number' ? { headers: { 'Retry-After': String(wait) } } : {}),
  };
}

/** What a failure of the simulator itself answers; the cause goes to the log. */
export const internalError = () => new ApiError(500, 'InternalError', 'Internal error occurred: the simulated API server failed');

/** A path that nothing serves. */
export const PATH_NOT_FOUND = new ApiError(404, 'NotFound', 'the server could not find the requested resource');

/** A method that the path does not take. */
export const METHOD_NOT_ALLOWED = new ApiError(
  405,
  'MethodNotAllowed',
  'the server does not allow this method on the requested resource',
);
