import 'server-only';
import type { Connection } from '#lib/feed/connection.ts';
import { formatCursor } from '#lib/feed/cursor.ts';
import { liveFrame } from '#lib/feed/live-message.ts';
import { PatchRing } from '#lib/feed/patch-ring.ts';
import type { Cursor, FeedPatch, FeedSnapshot } from '#lib/feed/snapshot.ts';
import type { FeedCounters } from './feed-counters.ts';
import { SnapshotCache } from './snapshot-cache.ts';

const RING_LIMITS = { count: 1_000, bytes: 4 * 1024 * 1024 }; // 100 s at 10 patches a second
/** A client that is further behind than this takes the snapshot: it is smaller, and its queue could not hold the patches. */
const LONGEST_REPLAY_BYTES = 128 * 1024;

const encoder = new TextEncoder();

/** An encoded server-sent event, shared by all clients that get it. */
export type Frame = Uint8Array;

export interface FeedSubscriber {
  send(frame: Frame): void;
  /** The feed sends no more after this frame. */
  end(feed: LiveFeed, frame: Frame): void;
}

export interface FeedEncoder {
  readonly cursor: Cursor;
  snapshot(): FeedSnapshot;
}

export interface LiveFeedOptions {
  readonly key: string;
  readonly encoder: FeedEncoder;
  readonly counters: FeedCounters;
  /** How fresh the view of the cluster is now. */
  readonly connection: () => Connection;
  readonly now: () => number;
}

/** One feed with its clients: every patch is encoded once, kept for those who resume, and handed to all. */
export class LiveFeed {
  readonly key: string;
  readonly #encoder: FeedEncoder;
  readonly #counters: FeedCounters;
  readonly #ring: PatchRing;
  readonly #snapshots: SnapshotCache;
  readonly #subscribers = new Set<FeedSubscriber>();
  readonly #connection: () => Connection;
  readonly #now: () => number;
  #usedAt: number;

  constructor(options: LiveFeedOptions) {
    this.key = options.key;
    this.#encoder = options.encoder;
    this.#counters = options.counters;
    this.#connection = options.connection;
    this.#now = options.now;
    this.#usedAt = options.now();
    this.#ring = new PatchRing({ after: options.encoder.cursor.seq, ...RING_LIMITS });
    this.#snapshots = new SnapshotCache({ build: () => options.encoder.snapshot(), now: options.now });
  }

  get cursor(): Cursor {
    return this.#encoder.cursor;
  }

  /** How long nobody has watched or asked; 0 while somebody watches. */
  idleMs(): number {
    return this.#subscribers.size > 0 ? 0 : this.#now() - this.#usedAt;
  }

  /** The gzip bytes of a snapshot from which `join` can go on. */
  snapshot(): Promise<Uint8Array<ArrayBuffer>> {
    this.#usedAt = this.#now();
    this.#counters.snapshots += 1;
    return this.#snapshots.read(this.cursor.seq, this.#connection(), (seq) => this.#replay(seq) !== null);
  }

  /** Hands the next patch to every client; null does nothing. */
  publish(patch: FeedPatch | null): void {
    if (patch === null) return;
    const id = formatCursor({ epoch: this.cursor.epoch, seq: patch.seq });
    const frame = encoder.encode(liveFrame({ type: 'patch', feed: this.key, patch }, id));
    this.#ring.push({ seq: patch.seq, frame });
    this.#counters.patches += 1;
    for (const subscriber of [...this.#subscribers]) subscriber.send(frame);
  }

  /**
   * Sends what the client missed since its cursor and then every patch, until the returned function is called.
   * A client without a cursor, or whose cursor does not fit, gets `reset` and nothing more.
   */
  join(cursor: Cursor | null, subscriber: FeedSubscriber): () => void {
    const missed = cursor?.epoch === this.cursor.epoch ? this.#replay(cursor.seq) : null;
    if (missed === null) {
      this.#counters.resets += 1;
      subscriber.end(this, encoder.encode(liveFrame({ type: 'reset', feed: this.key })));
      return () => undefined;
    }
    this.#subscribers.add(subscriber);
    for (const entry of missed) subscriber.send(entry.frame);
    return () => {
      if (this.#subscribers.delete(subscriber)) this.#usedAt = this.#now();
    };
  }

  /** Ends the feed for every client: `gone` when its subject is deleted, `reset` when it begins anew. */
  end(type: 'gone' | 'reset'): void {
    const frame = encoder.encode(liveFrame({ type, feed: this.key }));
    const subscribers = [...this.#subscribers];
    this.#subscribers.clear();
    for (const subscriber of subscribers) subscriber.end(this, frame);
  }

  #replay(seq: number): readonly { readonly frame: Frame }[] | null {
    const missed = this.#ring.after(seq);
    const bytes = missed?.reduce((sum, entry) => sum + entry.frame.byteLength, 0) ?? 0;
    return bytes > LONGEST_REPLAY_BYTES ? null : missed;
  }
}
