import { parseCursor } from '#lib/feed/cursor.ts';
import { daemonSetFeedKey } from '#lib/feed/feed-key.ts';
import { answer } from '#lib/server/http/answer.ts';
import { type DaemonSetParams, findDaemonSet } from '#lib/server/http/find-daemon-set.ts';
import { liveAnswer } from '#lib/server/http/live-answer.ts';
import { readQuery } from '#lib/server/http/read-query.ts';

export const dynamic = 'force-dynamic';

/** The DaemonSet feed's patches after `from`. */
export const GET = answer<DaemonSetParams>(async (request, params) => {
  const cursor = parseCursor(readQuery(request, ['from']).get('from') ?? '');
  await findDaemonSet(params);
  const key = daemonSetFeedKey(params.cluster, params.namespace, params.name);
  return liveAnswer(request, [{ target: { kind: 'daemonset', ...params }, key, cursor }]);
});
