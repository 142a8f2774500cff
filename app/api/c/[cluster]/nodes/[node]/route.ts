import { answer } from '#lib/server/http/answer.ts';
import { findNode } from '#lib/server/http/find-node.ts';
import { jsonResponse } from '#lib/server/http/json-response.ts';
import { nodeAnswer } from '#lib/server/http/node-answer.ts';
import { readQuery } from '#lib/server/http/read-query.ts';

export const dynamic = 'force-dynamic';

/** One Node with a NodeRow for each DaemonSet. */
export const GET = answer<{ cluster: string; node: string }>(async (request, params) => {
  readQuery(request, []);
  return jsonResponse(await nodeAnswer(await findNode(params)));
});
