import { callerOf } from '#lib/server/access/caller-of.ts';
import { runningEngine } from '#lib/server/engine/running-engine.ts';
import { answer } from '#lib/server/http/answer.ts';
import { daemonSetEventsAnswer } from '#lib/server/http/events-answer.ts';
import { type DaemonSetParams, findDaemonSet } from '#lib/server/http/find-daemon-set.ts';
import { jsonResponse } from '#lib/server/http/json-response.ts';
import { readQuery } from '#lib/server/http/read-query.ts';
import { requireLive } from '#lib/server/http/require-live.ts';

export const dynamic = 'force-dynamic';

/** Events about one DaemonSet itself. */
export const GET = answer<DaemonSetParams & Record<string, string>>(async (request, params) => {
  readQuery(request, []);
  const found = await findDaemonSet(params);
  requireLive(found.hub);
  const { operations } = runningEngine().connectionFor(callerOf(request), found.hub);
  return jsonResponse(await daemonSetEventsAnswer(found, operations));
});
