import type { Connection } from '#lib/feed/connection.ts';
import type { Cursor, FeedSnapshot } from '#lib/feed/snapshot.ts';

/** What the feed client needs of a live store, whichever its kind. */
export interface FeedStore<Snapshot extends FeedSnapshot = FeedSnapshot> {
  readonly cursor: Cursor;
  readonly connection: Connection;
  /** Takes a whole new state in place of the old one. */
  replace(snapshot: Snapshot): void;
  /** Applies a patch of this epoch; one that was applied before does nothing. Throws FeedFormatError, also for a gap. */
  apply(patch: unknown): void;
  setConnection(connection: Connection): void;
}
