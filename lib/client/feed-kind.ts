import type { FeedSnapshot } from '#lib/feed/snapshot.ts';
import type { FeedStore } from './feed-store.ts';

/** How a page reads a kind of feed that only it needs, so that no other page has to load that. */
export interface FeedKind {
  /** Throws FeedFormatError. */
  parseSnapshot(value: unknown): FeedSnapshot;
  newStore(snapshot: FeedSnapshot): FeedStore;
}

const kinds = new Map<string, FeedKind>();

/** Makes a further kind known; its hook does so when its page is loaded. */
export function addFeedKind(kind: FeedSnapshot['kind'], how: FeedKind): void {
  kinds.set(kind, how);
}

/** How to read a kind that was added; undefined for one that every page knows. */
export function addedFeedKind(kind: FeedSnapshot['kind']): FeedKind | undefined {
  return kinds.get(kind);
}
