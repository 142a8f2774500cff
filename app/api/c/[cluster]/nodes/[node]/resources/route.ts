import { callerOf } from '#lib/server/access/caller-of.ts';
import { runningEngine } from '#lib/server/engine/running-engine.ts';
import { answer } from '#lib/server/http/answer.ts';
import { findNode } from '#lib/server/http/find-node.ts';
import { jsonResponse } from '#lib/server/http/json-response.ts';
import { nodeResourcesAnswer } from '#lib/server/http/node-resources-answer.ts';
import { readQuery } from '#lib/server/http/read-query.ts';
import { requireLive } from '#lib/server/http/require-live.ts';

export const dynamic = 'force-dynamic';

/** What one Node has, who uses it, and what is free. */
export const GET = answer<{ cluster: string; node: string }>(async (request, params) => {
  readQuery(request, []);
  const found = await findNode(params);
  requireLive(found.hub);
  const { operations } = runningEngine().connectionFor(callerOf(request), found.hub);
  return jsonResponse(await nodeResourcesAnswer(found, operations));
});
