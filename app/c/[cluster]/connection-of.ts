import type { FeedState } from '#lib/client/feed-state.ts';
import type { Connection } from '#lib/feed/connection.ts';

/** How fresh a page is: null before its first data, undefined when it was refused and there is nothing to be fresh. */
export function connectionOf(feed: FeedState<unknown>): Connection | null | undefined {
  if (feed.status === 'open') return feed.connection;
  return feed.status === 'failed' && feed.problem.status >= 400 && feed.problem.status < 500 ? undefined : null;
}
