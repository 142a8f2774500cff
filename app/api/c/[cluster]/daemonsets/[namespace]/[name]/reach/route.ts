import { callerOf } from '#lib/server/access/caller-of.ts';
import { runningEngine } from '#lib/server/engine/running-engine.ts';
import { answer } from '#lib/server/http/answer.ts';
import { type DaemonSetParams, findDaemonSet } from '#lib/server/http/find-daemon-set.ts';
import { jsonResponse } from '#lib/server/http/json-response.ts';
import { reachAnswer } from '#lib/server/http/reach-answer.ts';
import { readQuery } from '#lib/server/http/read-query.ts';

export const dynamic = 'force-dynamic';

/** How the Pods can be talked to, and where nothing local answers. */
export const GET = answer<DaemonSetParams>(async (request, params) => {
  readQuery(request, []);
  const found = await findDaemonSet(params);
  const { operations } = runningEngine().connectionFor(callerOf(request), found.hub);
  return jsonResponse(await reachAnswer(found, operations));
});
