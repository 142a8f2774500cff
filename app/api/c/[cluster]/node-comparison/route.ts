import { answer } from '#lib/server/http/answer.ts';
import { findReadyHub } from '#lib/server/http/find-hub.ts';
import { jsonResponse } from '#lib/server/http/json-response.ts';
import { nodeComparisonAnswer } from '#lib/server/http/node-comparison-answer.ts';
import { Refusal } from '#lib/server/http/refusal.ts';

export const dynamic = 'force-dynamic';

/** What several Nodes have in common and how they differ; nothing is changed. */
export const POST = answer<{ cluster: string }>(async (request, { cluster }) => {
  const { hub } = await findReadyHub(cluster);
  return jsonResponse(await nodeComparisonAnswer(request, hub));
});

export const GET = answer(() => {
  throw new Refusal('method.refused', 'This path answers POST only.');
});
