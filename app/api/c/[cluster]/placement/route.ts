import { answer } from '#lib/server/http/answer.ts';
import { jsonResponse } from '#lib/server/http/json-response.ts';
import { placementAnswer } from '#lib/server/http/placement-answer.ts';
import { Refusal } from '#lib/server/http/refusal.ts';

export const dynamic = 'force-dynamic';

/** On which Nodes a DaemonSet would run; it need not exist, and nothing is changed. */
export const POST = answer<{ cluster: string }>(async (request, params) => jsonResponse(await placementAnswer(request, params)));

export const GET = answer(() => {
  throw new Refusal('method.refused', 'This path answers POST only.');
});
