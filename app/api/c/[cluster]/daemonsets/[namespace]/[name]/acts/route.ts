import { actsAnswer } from '#lib/server/http/acts-answer.ts';
import { answer } from '#lib/server/http/answer.ts';
import type { DaemonSetParams } from '#lib/server/http/find-daemon-set.ts';
import { jsonResponse } from '#lib/server/http/json-response.ts';
import { Refusal } from '#lib/server/http/refusal.ts';

export const dynamic = 'force-dynamic';

/** Changes the DaemonSet, its Pods or a Node, or says what that would do. */
export const POST = answer<DaemonSetParams>(async (request, params) => jsonResponse(await actsAnswer(request, params)));

export const GET = answer(() => {
  throw new Refusal('method.refused', 'This path answers POST only.');
});
