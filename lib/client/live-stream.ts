import { formatCursor, parseCursor } from '#lib/feed/cursor.ts';
import { HEARTBEAT_EVERY_MS, type LiveMessage } from '#lib/feed/live-message.ts';
import { parseLiveMessage } from '#lib/feed/parse-live-message.ts';
import type { Cursor } from '#lib/feed/snapshot.ts';
import type { BrowserClock } from './browser-clock.ts';
import { EventStreamParser } from './event-stream-parser.ts';

/** Two heartbeats missed and some room for a slow network: below the 15 s after which a view is called stale. */
const SILENT_AFTER_MS = 2 * HEARTBEAT_EVERY_MS + 2_000;
const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 8_000;

export interface LiveStreamOptions {
  readonly fetch: (path: string, init: { signal: AbortSignal }) => Promise<Response>;
  readonly clock: BrowserClock;
  /** In [0, 1). */
  readonly random: () => number;
  readonly onMessage: (message: LiveMessage) => void;
  /** False from the moment the stream is known to be lost until it speaks again. */
  readonly onLink: (linked: boolean) => void;
}

/** One stream over all wanted feeds. Resumes from its cursors after any loss; a silent server counts as lost. */
export class LiveStream {
  readonly #options: LiveStreamOptions;
  readonly #cursors = new Map<string, Cursor>();
  #request: AbortController | null = null;
  #cancelTimer: () => void = () => undefined;
  #cancelWatchdog: () => void = () => undefined;
  #attempt = 0;
  #heardAt = 0;

  constructor(options: LiveStreamOptions) {
    this.#options = options;
  }

  cursor(feed: string): Cursor | undefined {
    return this.#cursors.get(feed);
  }

  feeds(): readonly string[] {
    return [...this.#cursors.keys()];
  }

  /** Carries this feed too, from this cursor; a feed that it carries already starts again from there. */
  want(feed: string, cursor: Cursor): void {
    this.#cursors.set(feed, cursor);
    this.#openSoon(0);
  }

  /** Carries this feed no more. */
  drop(feed: string): void {
    if (!this.#cursors.delete(feed)) return;
    if (this.#cursors.size === 0) this.close();
  }

  /** Tries at once, as after the network came back or the machine slept; a stream that speaks goes on. */
  retryNow(): void {
    const silentMs = this.#options.clock.now() - this.#heardAt;
    if (this.#attempt > 0 || silentMs >= SILENT_AFTER_MS) this.#openSoon(0);
  }

  close(): void {
    this.#cancelTimer();
    this.#cancelWatchdog();
    this.#request?.abort();
    this.#request = null;
  }

  /** Several feeds that are wanted in one turn share one request. */
  #openSoon(delayMs: number): void {
    this.#cancelTimer();
    this.#cancelTimer = this.#options.clock.schedule(delayMs, () => void this.#open());
  }

  async #open(): Promise<void> {
    this.close();
    if (this.#cursors.size === 0) return;
    const request = new AbortController();
    this.#request = request;
    this.#heardAt = this.#options.clock.now();
    this.#watch(request);
    const failure = await this.#read(request).then(
      () => null,
      (cause: unknown) => cause ?? new Error('lost'),
    );
    if (this.#request !== request) return;
    this.#lost(failure instanceof RetryLater ? failure.delayMs : undefined);
  }

  async #read(request: AbortController): Promise<void> {
    const query = [...this.#cursors].map(([feed, cursor]) => `feed=${encodeURIComponent(`${feed}@${formatCursor(cursor)}`)}`);
    const response = await this.#options.fetch(`/api/live?${query.join('&')}`, { signal: request.signal });
    if (!response.ok || response.body === null) throw new Error(`The stream was refused: ${response.status}.`);
    const parser = new EventStreamParser();
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      if (this.#request !== request) return;
      this.#alive(request);
      for (const event of parser.push(part.value)) this.#take(parseLiveMessage(event.type, event.data), event.id);
    }
  }

  #take(message: LiveMessage, id: string): void {
    if (message.type === 'bye') throw new RetryLater(message.retryMs);
    if (message.type === 'patch') {
      const cursor = parseCursor(id);
      if (cursor === null || !this.#cursors.has(message.feed)) return;
      this.#cursors.set(message.feed, cursor);
    }
    if (message.type === 'reset' || message.type === 'gone') this.#cursors.delete(message.feed);
    this.#options.onMessage(message);
  }

  #alive(request: AbortController): void {
    if (this.#attempt > 0) this.#options.onLink(true);
    this.#attempt = 0;
    this.#heardAt = this.#options.clock.now();
    this.#watch(request);
  }

  #watch(request: AbortController): void {
    this.#cancelWatchdog();
    this.#cancelWatchdog = this.#options.clock.schedule(SILENT_AFTER_MS, () => {
      if (this.#request === request) this.#lost(0);
    });
  }

  #lost(retryMs?: number): void {
    const { random, onLink } = this.#options;
    this.close();
    this.#attempt += 1;
    onLink(false);
    const backoff = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** (this.#attempt - 1));
    this.#openSoon(retryMs ?? backoff * (0.5 + random() / 2));
  }
}

class RetryLater extends Error {
  readonly delayMs: number;
  constructor(delayMs: number) {
    super('The server is stopping.');
    this.delayMs = delayMs;
  }
}
