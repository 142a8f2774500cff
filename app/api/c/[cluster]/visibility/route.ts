import { answer } from '#lib/server/http/answer.ts';
import { findHub } from '#lib/server/http/find-hub.ts';
import { jsonResponse } from '#lib/server/http/json-response.ts';
import { readQuery } from '#lib/server/http/read-query.ts';
import { visibilityAnswer } from '#lib/server/http/visibility-answer.ts';

export const dynamic = 'force-dynamic';

/** What of the cluster the API server does not let Rollcall see. */
export const GET = answer<{ cluster: string }>(async (request, { cluster }) => {
  readQuery(request, []);
  return jsonResponse(await visibilityAnswer(findHub(cluster)));
});
