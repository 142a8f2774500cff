'use client';
import { fleetFeedKey } from '#lib/feed/feed-key.ts';
import type { FeedState } from './feed-state.ts';
import type { LiveFleet } from './live-fleet.ts';
import { useFeed } from './use-feed.ts';

/** The live list of a cluster's DaemonSets; the stream is opened with the first user and closed after the last. */
export function useFleetFeed(cluster: string): FeedState<LiveFleet> {
  return useFeed<LiveFleet>(fleetFeedKey(cluster));
}
