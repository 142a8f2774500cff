import 'server-only';
import { callerOf } from '#lib/server/access/caller-of.ts';
import { log } from '#lib/server/engine/log.ts';
import { jsonResponse, refusalResponse } from './json-response.ts';
import { toRefusal } from './outward-error.ts';

/** A route's dynamic segments, decoded once. */
export type RouteContext<Params> = { readonly params: Promise<Params> };

/**
 * A route handler around `handler`: nobody unknown is answered; what it throws becomes a refusal; what nobody expected
 * becomes 500 "Internal error", its cause goes to the log only.
 */
export function answer<Params = Record<never, string>>(
  handler: (request: Request, params: Params) => Promise<Response> | Response,
): (request: Request, context: RouteContext<Params>) => Promise<Response> {
  return openAnswer<Params>((request, params) => {
    callerOf(request);
    return handler(request, params);
  });
}

/** The same for the few routes that answer before anybody has signed in. */
export function openAnswer<Params = Record<never, string>>(
  handler: (request: Request, params: Params) => Promise<Response> | Response,
): (request: Request, context: RouteContext<Params>) => Promise<Response> {
  return async (request, context) => {
    try {
      return await handler(request, await context.params);
    } catch (thrown) {
      const refusal = toRefusal(thrown);
      if (refusal) return refusalResponse(refusal);
      log.error({ path: new URL(request.url).pathname.slice(0, 300), ...errorFields(thrown) }, 'A request failed.');
      return jsonResponse({ error: { code: 'internal', message: 'Internal error' } }, 500);
    }
  };
}

/** Where it happened, not what it says: the words of an unknown error may hold anything. */
function errorFields(thrown: unknown): { error: string; at?: string } {
  if (!(thrown instanceof Error)) return { error: typeof thrown };
  const frames = (thrown.stack ?? '').split('\n').filter((line) => line.startsWith('    at '));
  return {
    error: thrown.name,
    at: frames
      .slice(0, 8)
      .map((line) => line.trim().slice(0, 200))
      .join(' '),
  };
}
