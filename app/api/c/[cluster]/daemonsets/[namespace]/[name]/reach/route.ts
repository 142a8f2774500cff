import { answer } from '#lib/server/http/answer.ts';
import { type DaemonSetParams, findDaemonSet } from '#lib/server/http/find-daemon-set.ts';
import { jsonResponse } from '#lib/server/http/json-response.ts';
import { reachAnswer } from '#lib/server/http/reach-answer.ts';

export const dynamic = 'force-dynamic';

/** How the Pods can be talked to, and where nothing local answers. */
export const GET = answer<DaemonSetParams>(async (_request, params) =>
  jsonResponse(await reachAnswer(await findDaemonSet(params))),
);
