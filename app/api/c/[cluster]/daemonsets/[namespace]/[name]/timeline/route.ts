import { answer } from '#lib/server/http/answer.ts';
import { type DaemonSetParams, findDaemonSet } from '#lib/server/http/find-daemon-set.ts';
import { jsonResponse } from '#lib/server/http/json-response.ts';
import { timelineAnswer } from '#lib/server/http/timeline-answer.ts';

export const dynamic = 'force-dynamic';

/** The newest update over time, Node by Node, from the API's own times. */
export const GET = answer<DaemonSetParams>(async (request, params) =>
  jsonResponse(timelineAnswer(request, await findDaemonSet(params))),
);
