import { answer } from '#lib/server/http/answer.ts';
import { type DaemonSetParams, findDaemonSet } from '#lib/server/http/find-daemon-set.ts';
import { funnelAnswer } from '#lib/server/http/funnel-answer.ts';
import { jsonResponse } from '#lib/server/http/json-response.ts';

export const dynamic = 'force-dynamic';

/** Each requirement of the template with how many Nodes fail it and how many are left. */
export const GET = answer<DaemonSetParams>(async (request, params) =>
  jsonResponse(funnelAnswer(request, await findDaemonSet(params))),
);
