import { answer } from '#lib/server/http/answer.ts';
import { findReadyHub } from '#lib/server/http/find-hub.ts';
import { fleetAnswer } from '#lib/server/http/fleet-answer.ts';
import { jsonResponse } from '#lib/server/http/json-response.ts';
import { readQuery } from '#lib/server/http/read-query.ts';

export const dynamic = 'force-dynamic';

/** Every DaemonSet of the cluster as a Summary. */
export const GET = answer<{ cluster: string }>(async (request, { cluster }) => {
  readQuery(request, []);
  const { hub } = await findReadyHub(cluster);
  return jsonResponse(fleetAnswer(hub));
});
