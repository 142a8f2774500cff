import 'server-only';
import { REFUSAL_STATUS, type Refusal } from './refusal.ts';

const HEADERS = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };

/** A JSON answer that nobody may keep. */
export function jsonResponse(body: unknown, status = 200): Response {
  return Response.json(body, { status, headers: HEADERS });
}

/** `{error:{code, message, field?, corrected?}}` with the refusal's status. */
export function refusalResponse(refusal: Refusal): Response {
  const { code, message, field, corrected, retryAfterSeconds } = refusal;
  const error = { code, message, field, corrected };
  const headers = retryAfterSeconds === undefined ? HEADERS : { ...HEADERS, 'retry-after': String(retryAfterSeconds) };
  return Response.json({ error }, { status: REFUSAL_STATUS[code], headers });
}
