import { callerOf } from '#lib/server/access/caller-of.ts';
import { runningEngine } from '#lib/server/engine/running-engine.ts';
import { answer } from '#lib/server/http/answer.ts';
import { eventsAnswer } from '#lib/server/http/events-answer.ts';
import { findNodeOfDaemonSet, type NodeParams } from '#lib/server/http/find-node.ts';
import { jsonResponse } from '#lib/server/http/json-response.ts';
import { readQuery } from '#lib/server/http/read-query.ts';

export const dynamic = 'force-dynamic';

/** Events about one Node and one DaemonSet's Pods on it. */
export const GET = answer<NodeParams>(async (request, params) => {
  readQuery(request, []);
  const found = await findNodeOfDaemonSet(params);
  const { operations } = runningEngine().connectionFor(callerOf(request), found.hub);
  return jsonResponse(await eventsAnswer(found, operations));
});
