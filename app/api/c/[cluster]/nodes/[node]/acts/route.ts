import { nodeActsAnswer } from '#lib/server/http/acts-answer.ts';
import { answer } from '#lib/server/http/answer.ts';
import { jsonResponse } from '#lib/server/http/json-response.ts';
import { Refusal } from '#lib/server/http/refusal.ts';

export const dynamic = 'force-dynamic';

/** Changes the Node or evicts a Pod there, or says what that would do. */
export const POST = answer<{ cluster: string; node: string }>(async (request, params) =>
  jsonResponse(await nodeActsAnswer(request, params)),
);

export const GET = answer(() => {
  throw new Refusal('method.refused', 'This path answers POST only.');
});
