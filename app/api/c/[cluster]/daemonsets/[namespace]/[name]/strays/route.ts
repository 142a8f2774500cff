import { answer } from '#lib/server/http/answer.ts';
import { type DaemonSetParams, findDaemonSet } from '#lib/server/http/find-daemon-set.ts';
import { jsonResponse } from '#lib/server/http/json-response.ts';
import { readQuery } from '#lib/server/http/read-query.ts';
import { straysAnswer } from '#lib/server/http/strays-answer.ts';

export const dynamic = 'force-dynamic';

/** The Pods that no count of one DaemonSet tells of. */
export const GET = answer<DaemonSetParams>(async (request, params) => {
  readQuery(request, []);
  return jsonResponse(await straysAnswer(await findDaemonSet(params)));
});
