import { answer } from '#lib/server/http/answer.ts';
import { findNodeOfDaemonSet, type NodeParams } from '#lib/server/http/find-node.ts';
import { jsonResponse } from '#lib/server/http/json-response.ts';
import { nodeDetail } from '#lib/server/http/node-detail.ts';
import { readQuery } from '#lib/server/http/read-query.ts';

export const dynamic = 'force-dynamic';

/** All facts about one Node for one DaemonSet. */
export const GET = answer<NodeParams>(async (request, params) => {
  readQuery(request, []);
  const found = await findNodeOfDaemonSet(params);
  return jsonResponse(nodeDetail({ ...found, asOf: new Date(found.hub.clusterNow()).toISOString() }));
});
