import { answer } from '#lib/server/http/answer.ts';
import { type DaemonSetParams, findDaemonSet } from '#lib/server/http/find-daemon-set.ts';
import { jsonResponse } from '#lib/server/http/json-response.ts';
import { revisionsAnswer } from '#lib/server/http/revisions-answer.ts';

export const dynamic = 'force-dynamic';

/** The history as kubectl lists it, who made each revision, and Pods that are not what their revision says. */
export const GET = answer<DaemonSetParams>(async (request, params) =>
  jsonResponse(await revisionsAnswer(request, await findDaemonSet(params))),
);
