import { ApiError } from '../cluster-api.ts';
import { badRequest } from './api-errors.ts';
import { isJsonObject, type JsonObject } from './json.ts';
import type { OpenWatch } from './watch-handler.ts';

/** Fails the next requests that match; a member left out matches everything. */
export interface FailureRule {
  readonly verb?: string;
  readonly resource?: string;
  readonly count: number;
  /** 0 breaks the connection instead of answering. */
  readonly status: number;
  readonly retryAfterSeconds?: number;
}

/** What a test does to the open watches of a resource, or of all. */
export type WatchFault = 'cut' | 'end' | 'expire' | 'badLine' | 'stall';
const WATCH_FAULTS: readonly string[] = ['cut', 'end', 'expire', 'badLine', 'stall'] satisfies readonly WatchFault[];

const REASONS: Record<number, string> = {
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'NotFound',
  409: 'Conflict',
  410: 'Expired',
  429: 'TooManyRequests',
  500: 'InternalError',
  503: 'ServiceUnavailable',
  504: 'Timeout',
};
const TEXTS: Record<number, string> = {
  401: 'Unauthorized',
  410: 'too old resource version: 1 (2)',
  429: 'the server has received too many requests and has asked us to try again later',
  503: 'the server is currently unable to handle the request',
};

/** Faults that tests inject; none by default. */
export class Faults {
  readonly #watches: ReadonlySet<OpenWatch>;
  #failures: { rule: FailureRule; left: number }[] = [];

  constructor(watches: ReadonlySet<OpenWatch>) {
    this.#watches = watches;
  }

  /** Fails the next `count` requests that match. */
  failNext(rule: FailureRule): void {
    this.#failures.push({ rule, left: rule.count });
  }

  /** Forgets every failure that is still to come. */
  clear(): void {
    this.#failures = [];
  }

  /** Throws the failure that is due for this request; `cut` breaks its connection. */
  check(request: { verb: string; resource: string }, cut: () => void): void {
    const due = this.#failures.find(
      ({ rule, left }) =>
        left > 0 &&
        (rule.verb === undefined || rule.verb === request.verb) &&
        (rule.resource === undefined || rule.resource === request.resource),
    );
    if (!due) return;
    due.left--;
    this.#failures = this.#failures.filter(({ left }) => left > 0);
    const { status, retryAfterSeconds } = due.rule;
    if (status === 0) cut();
    const text = TEXTS[status] ?? `injected fault ${status}`;
    throw new ApiError(
      status,
      REASONS[status] ?? 'InternalError',
      text,
      retryAfterSeconds === undefined ? {} : { retryAfterSeconds },
    );
  }

  /** Does something to the open watches of a resource (plural), or to all; returns to how many. */
  disturbWatches(fault: WatchFault, resource?: string): number {
    const chosen = [...this.#watches].filter((watch) => resource === undefined || watch.resource.plural === resource);
    for (const { stream, expire } of chosen) {
      if (fault === 'expire') expire();
      else if (fault === 'badLine') stream.send('{"type":"MODIFIED","object":{"kind":\n');
      else stream[fault]();
    }
    return chosen.length;
  }
}

/** Carries out the body of POST /simulator/faults: `{fail:{…}}`, `{watches:"cut", resource?}`, `{clear:true}`. */
export function applyFaultRequest(faults: Faults, body: unknown): JsonObject {
  if (!isJsonObject(body)) throw badRequest('the body must be an object with fail, watches or clear');
  if (body.clear === true) faults.clear();
  if (isJsonObject(body.fail)) {
    const { verb, resource, count, status, retryAfterSeconds } = body.fail;
    faults.failNext({
      ...(typeof verb === 'string' ? { verb } : {}),
      ...(typeof resource === 'string' ? { resource } : {}),
      count: typeof count === 'number' ? count : 1,
      status: typeof status === 'number' ? status : 503,
      ...(typeof retryAfterSeconds === 'number' ? { retryAfterSeconds } : {}),
    });
  }
  if (body.watches === undefined) return { disturbed: 0 };
  if (typeof body.watches !== 'string' || !WATCH_FAULTS.includes(body.watches))
    throw badRequest(`watches: must be one of ${WATCH_FAULTS.join(', ')}`);
  const resource = typeof body.resource === 'string' ? body.resource : undefined;
  return { disturbed: faults.disturbWatches(body.watches as WatchFault, resource) };
}
