import 'server-only';
import { liveFrame } from '#lib/feed/live-message.ts';
import type { Cursor } from '#lib/feed/snapshot.ts';
import type { FeedCounters } from './feed-counters.ts';
import type { FeedSubscriber, Frame, LiveFeed } from './live-feed.ts';

/** How much a client may leave unread before it is closed; it then resumes from its cursor. */
export const QUEUE_BYTES = 256 * 1024;

const encoder = new TextEncoder();

/** One open stream to one browser over any number of feeds. */
export class LiveClient implements FeedSubscriber {
  readonly stream: ReadableStream<Frame>;
  readonly #counters: FeedCounters;
  readonly #leave = new Map<LiveFeed, () => void>();
  readonly #closed: (client: LiveClient) => void;
  #controller: ReadableStreamDefaultController<Frame> | null = null;

  constructor(options: { counters: FeedCounters; signal: AbortSignal; onClose: (client: LiveClient) => void }) {
    this.#counters = options.counters;
    this.#closed = options.onClose;
    this.stream = new ReadableStream<Frame>(
      {
        start: (controller) => {
          this.#controller = controller;
        },
        cancel: () => this.#dispose(),
      },
      new ByteLengthQueuingStrategy({ highWaterMark: QUEUE_BYTES }),
    );
    options.counters.clients += 1;
    if (options.signal.aborted) this.#dispose();
    else options.signal.addEventListener('abort', () => this.#dispose(), { once: true });
  }

  get open(): boolean {
    return this.#controller !== null;
  }

  /** Starts this feed on the stream; see LiveFeed.join. */
  join(feed: LiveFeed, cursor: Cursor | null): void {
    if (!this.open) return;
    const leave = feed.join(cursor, this);
    if (this.open) this.#leave.set(feed, leave);
    else leave();
  }

  /** A frame bigger than the whole queue still goes to a client that has read everything. */
  send(frame: Frame): void {
    const controller = this.#controller;
    if (controller === null) return;
    const room = controller.desiredSize ?? 0;
    if (room < frame.byteLength && room < QUEUE_BYTES) {
      this.#counters.slowClients += 1;
      // Next treats an AbortError as a client that went away; a plain close would keep the unread bytes.
      controller.error(new DOMException('The client does not read.', 'AbortError'));
      this.#dispose();
      return;
    }
    this.#counters.framesSent += 1;
    this.#counters.bytesSent += frame.byteLength;
    controller.enqueue(frame);
  }

  sendText(text: string): void {
    this.send(encoder.encode(text));
  }

  end(feed: LiveFeed, frame: Frame): void {
    this.#leave.delete(feed);
    this.send(frame);
  }

  /** Says that the server stops and ends the stream. */
  bye(retryMs: number): void {
    this.sendText(liveFrame({ type: 'bye', retryMs }));
    const controller = this.#controller;
    this.#dispose();
    controller?.close();
  }

  #dispose(): void {
    if (this.#controller === null) return;
    this.#controller = null;
    this.#counters.clients -= 1;
    for (const leave of this.#leave.values()) leave();
    this.#leave.clear();
    this.#closed(this);
  }
}
