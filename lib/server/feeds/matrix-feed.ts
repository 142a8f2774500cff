import 'server-only';
import { setImmediate as others } from 'node:timers/promises';
import type { MatrixChanges, MatrixEncoder } from '#lib/feed/matrix-encoder.ts';
import { LiveFeed, type LiveFeedOptions } from './live-feed.ts';

/** Looking at this many cells costs a few milliseconds; then others get their turn. */
const CELLS_AT_ONCE = 20_000;

export interface MatrixFeedOptions extends LiveFeedOptions {
  readonly encoder: MatrixEncoder;
  readonly nodeCount: number;
}

/** The feed of every DaemonSet on every Node. It is opened row by row, so that a large cluster makes nobody wait. */
export class MatrixFeed {
  /** The feed once all rows are taken; null when it was ended before. */
  readonly opened: Promise<LiveFeed | null>;
  readonly #encoder: MatrixEncoder;
  #feed: LiveFeed | null = null;
  #ended = false;

  constructor(options: MatrixFeedOptions) {
    this.#encoder = options.encoder;
    this.opened = this.#open(options);
  }

  /** The feed, or null while it is being opened. */
  feed(): LiveFeed | null {
    return this.#feed;
  }

  /** Takes over one round, also while it is being opened. */
  publish(changes: MatrixChanges): void {
    const patch = this.#encoder.patch(changes);
    this.#feed?.publish(patch);
  }

  /** Its clients take a new snapshot. */
  end(): void {
    this.#ended = true;
    this.#feed?.end('reset');
  }

  async #open(options: MatrixFeedOptions): Promise<LiveFeed | null> {
    let cells = 0;
    while (!this.#ended && this.#encoder.takeRow()) {
      cells += options.nodeCount;
      if (cells < CELLS_AT_ONCE) continue;
      cells = 0;
      await others();
    }
    if (this.#ended) return null;
    this.#feed = new LiveFeed(options);
    return this.#feed;
  }
}
