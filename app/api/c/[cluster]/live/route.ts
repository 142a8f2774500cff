import { parseCursor } from '#lib/feed/cursor.ts';
import { fleetFeedKey } from '#lib/feed/feed-key.ts';
import { answer } from '#lib/server/http/answer.ts';
import { findReadyHub } from '#lib/server/http/find-hub.ts';
import { liveAnswer } from '#lib/server/http/live-answer.ts';
import { readQuery } from '#lib/server/http/read-query.ts';

export const dynamic = 'force-dynamic';

/** The fleet feed's patches after `from`. */
export const GET = answer<{ cluster: string }>(async (request, { cluster }) => {
  const cursor = parseCursor(readQuery(request, ['from']).get('from') ?? '');
  await findReadyHub(cluster);
  return liveAnswer(request, [{ target: { kind: 'fleet', cluster }, key: fleetFeedKey(cluster), cursor }]);
});
