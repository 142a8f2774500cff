'use client';
import { matrixFeedKey } from '#lib/feed/feed-key.ts';
import type { MatrixSnapshot } from '#lib/feed/matrix.ts';
import { parseMatrixSnapshot } from '#lib/feed/parse-matrix.ts';
import { addFeedKind } from './feed-kind.ts';
import type { FeedState } from './feed-state.ts';
import type { FeedStore } from './feed-store.ts';
import type { LiveMatrix } from './live-matrix.ts';
import { LiveMatrixStore } from './live-matrix-store.ts';
import { useFeed } from './use-feed.ts';

addFeedKind('matrix', {
  parseSnapshot: parseMatrixSnapshot,
  newStore: (snapshot) => new LiveMatrixStore(snapshot as MatrixSnapshot) as unknown as FeedStore,
});

/** Every DaemonSet of a cluster on every Node, live; the stream is opened with the first user and closed after the last. */
export function useMatrixFeed(cluster: string): FeedState<LiveMatrix> {
  return useFeed<LiveMatrix>(matrixFeedKey(cluster));
}
