import { answer } from '#lib/server/http/answer.ts';
import { type DaemonSetParams, findDaemonSet } from '#lib/server/http/find-daemon-set.ts';
import { jsonResponse } from '#lib/server/http/json-response.ts';
import { postureAnswer } from '#lib/server/http/posture-answer.ts';
import { readQuery } from '#lib/server/http/read-query.ts';

export const dynamic = 'force-dynamic';

/** What the DaemonSet may do to each of its Nodes. */
export const GET = answer<DaemonSetParams>(async (request, params) => {
  readQuery(request, []);
  return jsonResponse(postureAnswer(await findDaemonSet(params)));
});
