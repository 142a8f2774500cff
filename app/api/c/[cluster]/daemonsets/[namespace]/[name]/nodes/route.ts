import { answer } from '#lib/server/http/answer.ts';
import { type DaemonSetParams, findDaemonSet } from '#lib/server/http/find-daemon-set.ts';
import { jsonResponse } from '#lib/server/http/json-response.ts';
import { nodeRowsAnswer } from '#lib/server/http/node-rows-answer.ts';
import { readQuery } from '#lib/server/http/read-query.ts';

export const dynamic = 'force-dynamic';

/** Every Node of the cluster, eligible or not, for one DaemonSet. */
export const GET = answer<DaemonSetParams>(async (request, params) => {
  readQuery(request, []);
  return jsonResponse(nodeRowsAnswer(await findDaemonSet(params)));
});
