import { answer } from '#lib/server/http/answer.ts';
import { liveAnswer, readWantedFeed } from '#lib/server/http/live-answer.ts';
import { readQuery } from '#lib/server/http/read-query.ts';

export const dynamic = 'force-dynamic';

/** One stream over any number of feeds: `?feed=CLUSTER/fleet@epoch.seq&feed=…`. */
export const GET = answer((request) => {
  const query = readQuery(request, ['feed'], ['feed']);
  return liveAnswer(request, query.getAll('feed').map(readWantedFeed));
});
