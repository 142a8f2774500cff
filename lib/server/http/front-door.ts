import 'server-only';
import type { IncomingHttpHeaders, IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { AccessControl, Authenticated } from '#lib/server/access/access-control.ts';
import { issueTicket, TICKET_HEADER } from '#lib/server/access/running-access.ts';
import { log } from '#lib/server/engine/log.ts';
import { dressResponse } from './dress-response.ts';
import { toRefusal } from './outward-error.ts';
import { pathKind, STREAM_PATH } from './path-kind.ts';
import { type RefusalAnswer, sendRefusal } from './raw-refusal.ts';
import { cleanRawRequest } from './raw-request.ts';
import { REFUSAL_STATUS, type Refusal } from './refusal.ts';
import { isWrite, refuseAtGate, refuseForgery } from './request-gate.ts';
import { StreamLimit } from './stream-limit.ts';

export interface FrontDoorOptions {
  readonly access: AccessControl;
  readonly allowedHosts: ReadonlySet<string>;
  readonly development: boolean;
}

/** Shown, with status 401, under whatever address a page was asked for. */
const SIGN_IN_PATH = '/sign-in';

/** Who sent the request, or why that is not known. */
type Sender = { readonly is: Authenticated } | { readonly refused: RefusalAnswer };

const REQUIRED: RefusalAnswer = {
  code: 'session.required',
  status: 401,
  message: 'Sign in with the link that rollcall prints, or send the token of ROLLCALL_TOKEN as Authorization: Bearer.',
};

/**
 * Stands in front of Next in the same process: puts the headers of every response, refuses what must not pass, and lets
 * the rest through with a ticket that says who sent it. Nothing reaches Next before that is decided.
 */
export function frontDoor(next: RequestListener, options: FrontDoorOptions): RequestListener {
  const streams = new StreamLimit(options.access.sessions);
  return (request, response) => {
    void receive(request, response, { next, streams, ...options }).catch((thrown: unknown) => {
      log.error({ error: thrown instanceof Error ? thrown.name : typeof thrown }, 'A request failed at the door.');
      response.destroy();
    });
  };
}

type Inside = FrontDoorOptions & { readonly next: RequestListener; readonly streams: StreamLimit };

async function receive(request: IncomingMessage, response: ServerResponse, inside: Inside): Promise<void> {
  const asked = { ...request.headers };
  cleanRawRequest(request);
  const { method = 'GET', url = '/' } = request;
  const path = url.split('?', 1)[0] ?? '/';
  const kind = pathKind(path);
  const dress = dressResponse(request, response, { kind, development: inside.development });
  const headers = headersOf(asked);
  const refused = refuseAtGate({ method, path, headers }, inside);
  if (refused) return sendRefusal(response, refused);
  if (kind === 'file') return inside.next(request, response);
  const sender = await senderOf(asked, path, inside.access);
  if (response.destroyed) return;
  const problem = 'refused' in sender && kind === 'data' ? sender.refused : refuseChange(method, headers, sender);
  if (problem) return sendRefusal(response, problem);
  if ('is' in sender) letIn(request, response, sender.is);
  else if (kind === 'page') {
    request.url = SIGN_IN_PATH;
    dress.status = 401;
  } else request.url = path; // what is answered to strangers takes no questions
  const session = 'is' in sender ? sender.is.session : null;
  if (STREAM_PATH.test(url) && !inside.streams.take(response, session)) return sendRefusal(response, TOO_MANY_STREAMS);
  inside.next(request, response);
}

const TOO_MANY_STREAMS: RefusalAnswer = {
  code: 'streams.tooMany',
  status: 429,
  message: 'Too many live streams are open; close some pages of this server.',
  retryAfterSeconds: 5,
};

/** The session endpoint is no sign of life: pages ask it by themselves. */
async function senderOf(headers: IncomingHttpHeaders, path: string, access: AccessControl): Promise<Sender> {
  try {
    const is = await access.authenticate(headers, { use: path !== '/api/session' });
    return is === null ? { refused: REQUIRED } : { is };
  } catch (thrown) {
    const refusal = toRefusal(thrown);
    if (refusal === null) throw thrown;
    return { refused: answerOf(refusal) };
  }
}

function refuseChange(method: string, headers: Headers, sender: Sender): RefusalAnswer | null {
  if (!isWrite(method)) return null;
  // Signing in is a change too: another site must not sign somebody in.
  return refuseForgery(
    headers,
    'is' in sender ? { provenBy: sender.is.caller.provenBy, csrf: sender.is.csrf } : { provenBy: 'cookie', csrf: null },
  );
}

function letIn(request: IncomingMessage, response: ServerResponse, sender: Authenticated): void {
  const { ticket, forget } = issueTicket(sender);
  response.once('close', forget);
  request.headers[TICKET_HEADER] = ticket;
}

function answerOf({ code, message, retryAfterSeconds }: Refusal): RefusalAnswer {
  return { code, status: REFUSAL_STATUS[code], message, retryAfterSeconds };
}

function headersOf(headers: IncomingHttpHeaders): Headers {
  const copy = new Headers();
  for (const [name, value] of Object.entries(headers)) if (value !== undefined) copy.set(name, String(value));
  return copy;
}
