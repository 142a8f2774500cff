import { answer } from '#lib/server/http/answer.ts';
import { findReadyHub } from '#lib/server/http/find-hub.ts';
import { jsonResponse } from '#lib/server/http/json-response.ts';
import { nodeLabelsAnswer } from '#lib/server/http/node-labels-answer.ts';

export const dynamic = 'force-dynamic';

/** The label keys of the Nodes, or the Nodes by the value of one. */
export const GET = answer<{ cluster: string }>(async (request, { cluster }) => {
  const { hub } = await findReadyHub(cluster);
  return jsonResponse(nodeLabelsAnswer(request, hub));
});
