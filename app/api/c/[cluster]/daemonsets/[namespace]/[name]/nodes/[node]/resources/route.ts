import { callerOf } from '#lib/server/access/caller-of.ts';
import { runningEngine } from '#lib/server/engine/running-engine.ts';
import { answer } from '#lib/server/http/answer.ts';
import { findNodeOfDaemonSet, type NodeParams } from '#lib/server/http/find-node.ts';
import { jsonResponse } from '#lib/server/http/json-response.ts';
import { readQuery } from '#lib/server/http/read-query.ts';
import { roomAnswer } from '#lib/server/http/room-answer.ts';

export const dynamic = 'force-dynamic';

/** What one Node has left for the next Pod of one DaemonSet. */
export const GET = answer<NodeParams>(async (request, params) => {
  readQuery(request, []);
  const found = await findNodeOfDaemonSet(params);
  return jsonResponse(await roomAnswer(found, runningEngine().connectionFor(callerOf(request), found.hub)));
});
