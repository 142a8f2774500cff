import { answer } from '#lib/server/http/answer.ts';
import { identityAnswer } from '#lib/server/http/identity-answer.ts';
import { jsonResponse } from '#lib/server/http/json-response.ts';

export const dynamic = 'force-dynamic';

/** Who the caller is and what it may do. */
export const GET = answer<{ cluster: string }>(async (request, params) => jsonResponse(await identityAnswer(request, params)));
