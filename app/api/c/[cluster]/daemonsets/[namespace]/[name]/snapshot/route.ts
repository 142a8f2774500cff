import { answer } from '#lib/server/http/answer.ts';
import { type DaemonSetParams, daemonSetNotFound, findDaemonSet } from '#lib/server/http/find-daemon-set.ts';
import { snapshotAnswer } from '#lib/server/http/live-answer.ts';
import { readQuery } from '#lib/server/http/read-query.ts';

export const dynamic = 'force-dynamic';

/** The DaemonSet feed's snapshot. */
export const GET = answer<DaemonSetParams>(async (request, params) => {
  readQuery(request, []);
  const { feeds } = await findDaemonSet(params);
  const feed = feeds.daemonSet(params.namespace, params.name);
  if (feed === null) throw daemonSetNotFound(params.namespace, params.name);
  return snapshotAnswer(feed);
});
