import { answer } from '#lib/server/http/answer.ts';
import { findReadyHub } from '#lib/server/http/find-hub.ts';
import { jsonResponse } from '#lib/server/http/json-response.ts';
import { readSearch, searchAnswer } from '#lib/server/http/search-answer.ts';

export const dynamic = 'force-dynamic';

/** DaemonSets, Nodes, Pods and Namespaces by a part of their names. */
export const GET = answer<{ cluster: string }>(async (request, { cluster }) => {
  const search = readSearch(request);
  const { hub } = await findReadyHub(cluster);
  return jsonResponse(searchAnswer(hub, search));
});
