import { answer } from '#lib/server/http/answer.ts';
import { type DaemonSetParams, findDaemonSet } from '#lib/server/http/find-daemon-set.ts';
import { jsonResponse } from '#lib/server/http/json-response.ts';
import { readQuery } from '#lib/server/http/read-query.ts';
import { detailAnswer } from '#lib/server/http/summary-answer.ts';

export const dynamic = 'force-dynamic';

/** One DaemonSet: its Summary, budget, revisions and problems. */
export const GET = answer<DaemonSetParams>(async (request, params) => {
  readQuery(request, []);
  const { hub, detail, daemonSet } = await findDaemonSet(params);
  const asOf = new Date(hub.clusterNow()).toISOString();
  return jsonResponse({ asOf, connection: hub.connection.connection(), ...detailAnswer(detail, daemonSet) });
});
