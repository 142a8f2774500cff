'use client';
import { daemonSetFeedKey } from '#lib/feed/feed-key.ts';
import type { FeedState } from './feed-state.ts';
import type { LiveDaemonSet } from './live-daemon-set.ts';
import { useFeed } from './use-feed.ts';

/** Names one DaemonSet of one cluster. */
export interface DaemonSetAddress {
  readonly cluster: string;
  readonly namespace: string;
  readonly name: string;
}

/** One DaemonSet over every Node, live; the stream is opened with the first user and closed after the last. */
export function useDaemonSetFeed({ cluster, namespace, name }: DaemonSetAddress): FeedState<LiveDaemonSet> {
  return useFeed<LiveDaemonSet>(daemonSetFeedKey(cluster, namespace, name));
}
