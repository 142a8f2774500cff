import { runningEngine } from '#lib/server/engine/running-engine.ts';
import { answer } from '#lib/server/http/answer.ts';
import { clustersAnswer } from '#lib/server/http/clusters-answer.ts';
import { jsonResponse } from '#lib/server/http/json-response.ts';
import { readQuery } from '#lib/server/http/read-query.ts';

export const dynamic = 'force-dynamic';

/** The clusters that this server may show. */
export const GET = answer((request) => {
  readQuery(request, []);
  return jsonResponse(clustersAnswer(runningEngine()));
});
