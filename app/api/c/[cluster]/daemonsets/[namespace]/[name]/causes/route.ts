import { callerOf } from '#lib/server/access/caller-of.ts';
import { runningEngine } from '#lib/server/engine/running-engine.ts';
import { answer } from '#lib/server/http/answer.ts';
import { causesAnswer } from '#lib/server/http/causes-answer.ts';
import { type DaemonSetParams, findDaemonSet } from '#lib/server/http/find-daemon-set.ts';
import { jsonResponse } from '#lib/server/http/json-response.ts';
import { readQuery } from '#lib/server/http/read-query.ts';

export const dynamic = 'force-dynamic';

/** Why Pods were refused before they existed: events of the DaemonSet, node selectors of its Namespace. */
export const GET = answer<DaemonSetParams>(async (request, params) => {
  readQuery(request, []);
  const found = await findDaemonSet(params);
  const { operations } = runningEngine().connectionFor(callerOf(request), found.hub);
  return jsonResponse(await causesAnswer(found, operations));
});
