import { answer } from '#lib/server/http/answer.ts';
import { findReadyHub } from '#lib/server/http/find-hub.ts';
import { snapshotAnswer } from '#lib/server/http/live-answer.ts';
import { readQuery } from '#lib/server/http/read-query.ts';

export const dynamic = 'force-dynamic';

/** The snapshot of the feed of every DaemonSet on every Node. */
export const GET = answer<{ cluster: string }>(async (request, { cluster }) => {
  readQuery(request, []);
  const { feeds } = await findReadyHub(cluster);
  return snapshotAnswer(await feeds.matrix());
});
