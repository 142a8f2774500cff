import 'server-only';
import type { Authenticated } from '#lib/server/access/access-control.ts';
import { runningAccess, senderOf } from '#lib/server/access/running-access.ts';
import { BUILD_ID } from '#lib/server/engine/build-id.ts';
import { jsonResponse } from './json-response.ts';
import { readJsonBody } from './read-body.ts';
import { Refusal } from './refusal.ts';

/** GET /api/session: how one signs in here, who has, and which build answers. */
export function sessionAnswer(request: Request): Response {
  return jsonResponse(sessionFacts(senderOf(request) ?? null));
}

/** POST /api/session: signs in with `{token}`. Throws Refusal. */
export async function signInAnswer(request: Request): Promise<Response> {
  const { token, ...rest } = await readJsonBody(request);
  const [unknown] = Object.keys(rest);
  if (unknown !== undefined) throw new Refusal('body.invalid', 'The body takes token only.', { field: unknown.slice(0, 80) });
  if (typeof token !== 'string' || token === '') {
    throw new Refusal('body.invalid', 'token must be a string that is not empty.', { field: 'token' });
  }
  const { cookie, session } = await control().signIn(token);
  return withCookie(sessionFacts({ caller: session.caller, session, csrf: session.csrf }), cookie);
}

/** DELETE /api/session: signs out; open streams of the session end. */
export function signOutAnswer(request: Request): Response {
  const cookie = control().signOut({ cookie: request.headers.get('cookie') ?? undefined });
  return withCookie(sessionFacts(null), cookie);
}

function sessionFacts(sender: Authenticated | null) {
  const { mode } = control().options;
  const { caller, session, csrf } = sender ?? { caller: null, session: null, csrf: null };
  return {
    mode,
    signedIn: sender !== null,
    name: caller?.name ?? null,
    csrf,
    endsAt: session === null ? null : new Date(session.endsAt).toISOString(),
    build: BUILD_ID,
  };
}

function withCookie(body: unknown, cookie: string): Response {
  const response = jsonResponse(body);
  response.headers.append('set-cookie', cookie);
  return response;
}

function control() {
  const access = runningAccess();
  if (access === undefined) throw new Error('The access control is not running.');
  return access;
}
