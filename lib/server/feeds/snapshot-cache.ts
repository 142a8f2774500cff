import 'server-only';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Connection } from '#lib/feed/connection.ts';
import { sameConnection } from '#lib/feed/daemon-set-encoder.ts';
import type { FeedSnapshot } from '#lib/feed/snapshot.ts';
import { snapshotText } from '#lib/feed/snapshot-text.ts';

const gzipped = promisify(gzip);
const REBUILD_EVERY_MS = 1_000; // at 100,000 Nodes one build costs about 70 ms: under a tenth of a core
/** Up to so many characters, some 10,000 Nodes, a tenth fewer bytes are worth 30 ms of a thread beside the server's own. */
const SMALL_TEXT = 1_000_000;
const BEST_WORTH_ITS_TIME = 6;
const FASTEST = 1;

interface Cached {
  readonly seq: number;
  readonly at: number;
  readonly connection: Connection;
  readonly bytes: Promise<Uint8Array<ArrayBuffer>>;
}

/** Gives every client the same gzip bytes of a feed's snapshot. */
export class SnapshotCache {
  readonly #build: () => FeedSnapshot;
  readonly #now: () => number;
  #cached: Cached | null = null;

  constructor(options: { build: () => FeedSnapshot; now: () => number }) {
    this.#build = options.build;
    this.#now = options.now;
  }

  /**
   * The bytes of a snapshot at `seq`, or of one whose cursor `resumable` accepts; it says `connection`, with a proof that
   * is at most a second older, since a view in which nothing changes is only as good as its last proof.
   */
  read(seq: number, connection: Connection, resumable: (seq: number) => boolean): Promise<Uint8Array<ArrayBuffer>> {
    const now = this.#now();
    const cached = this.#cached;
    const isYoung = cached !== null && now >= cached.at && now < cached.at + REBUILD_EVERY_MS;
    if (isYoung && sameConnection(cached.connection, connection) && (cached.seq === seq || resumable(cached.seq))) {
      return cached.bytes;
    }
    const text = snapshotText({ ...this.#build(), connection });
    const level = text.length <= SMALL_TEXT ? BEST_WORTH_ITS_TIME : FASTEST;
    const bytes = gzipped(text, { level }).then((buffer) => new Uint8Array(buffer));
    this.#cached = { seq, at: now, connection, bytes };
    return bytes;
  }
}
