import { parseFeedKey } from '#lib/feed/feed-key.ts';
import { ALIVE_EVERY_MS, type BrokerMessage } from './broker-message.ts';
import { type BrowserClock, browserClock } from './browser-clock.ts';
import { FeedEntry } from './feed-entry.ts';
import type { FeedState } from './feed-state.ts';
import { fetchSnapshot } from './fetch-snapshot.ts';
import { type BrokerLink, openBroker } from './open-broker.ts';
import { browserPage, type PageLife } from './page-life.ts';

/** As long as a page change takes: the next page often wants the same feed. */
const KEEP_UNWATCHED_MS = 5_000;
const TICK_MS = 1_000;
/** Ticks this much later than planned: the machine slept, and every timer that should have told of a silence with it. */
const SLEPT_MS = 3_000;
const LOADING: FeedState<never> = { status: 'loading' };

export interface FeedClientOptions {
  readonly clock: BrowserClock;
  readonly random: () => number;
  readonly page: PageLife;
  readonly fetchSnapshot: typeof fetchSnapshot;
  readonly openBroker: (onMessage: (message: BrokerMessage) => void) => BrokerLink;
}

interface Watched {
  readonly entry: FeedEntry;
  readonly cluster: string | undefined;
  readonly listeners: Set<() => void>;
  cancelClose: () => void;
}

/** The tab's view of all feeds: one entry per key, opened with the first watcher and closed soon after the last. */
export class FeedClient {
  readonly #options: FeedClientOptions;
  readonly #watched = new Map<string, Watched>();
  #broker: BrokerLink | null = null;

  constructor(options: FeedClientOptions) {
    this.#options = options;
  }

  /** Keeps the feed open until the returned function is called; calls the listener whenever `state` changes. */
  watch(key: string, listener: () => void): () => void {
    const watched = this.#watched.get(key) ?? this.#open(key);
    watched.cancelClose();
    watched.listeners.add(listener);
    return () => {
      watched.listeners.delete(listener);
      if (watched.listeners.size > 0) return;
      watched.cancelClose();
      watched.cancelClose = this.#options.clock.schedule(KEEP_UNWATCHED_MS, () => this.#close(key));
    };
  }

  /** The same reference while nothing changed. */
  state(key: string): FeedState<unknown> {
    return this.#watched.get(key)?.entry.state ?? LOADING;
  }

  #open(key: string): Watched {
    const { clock, random } = this.#options;
    const broker = this.#connect();
    const listeners = new Set<() => void>();
    const entry = new FeedEntry({
      key,
      clock,
      random,
      fetchSnapshot: this.#options.fetchSnapshot,
      onSnapshot: (store) => broker.post({ type: 'want', feed: key, cursor: store.cursor }),
      onState: () => {
        for (const listener of [...listeners]) listener();
      },
    });
    const watched: Watched = { entry, cluster: parseFeedKey(key)?.cluster, listeners, cancelClose: () => undefined };
    this.#watched.set(key, watched);
    entry.load();
    return watched;
  }

  #close(key: string): void {
    this.#watched.get(key)?.entry.close();
    this.#watched.delete(key);
    this.#broker?.post({ type: 'drop', feed: key });
  }

  #connect(): BrokerLink {
    if (this.#broker !== null) return this.#broker;
    const { page } = this.#options;
    const broker = this.#options.openBroker((message) => this.#receive(message));
    this.#broker = broker;
    page.onLeave(() => broker.post({ type: 'leave' }));
    page.onReturn(() => {
      this.#wantAll();
      broker.post({ type: 'retryNow' });
    });
    this.#sayAlive(broker);
    this.#watchForSleep(broker, this.#options.clock.now());
    return broker;
  }

  /** What was shown before a sleep is called stale within a second of the end of it, not when its timers get around to it. */
  #watchForSleep(broker: BrokerLink, at: number): void {
    const { clock } = this.#options;
    clock.schedule(TICK_MS, () => {
      const now = clock.now();
      if (now - at > TICK_MS + SLEPT_MS) {
        for (const { entry } of this.#watched.values()) entry.refresh();
        broker.post({ type: 'retryNow' });
      }
      this.#watchForSleep(broker, now);
    });
  }

  #sayAlive(broker: BrokerLink): void {
    this.#options.clock.schedule(ALIVE_EVERY_MS, () => {
      broker.post({ type: 'alive' });
      this.#sayAlive(broker);
    });
  }

  #receive(message: BrokerMessage): void {
    switch (message.type) {
      case 'patch':
        this.#watched.get(message.feed)?.entry.patch(message.epoch, message.patch);
        return;
      case 'reset':
        this.#watched.get(message.feed)?.entry.load();
        return;
      case 'gone':
        this.#watched.get(message.feed)?.entry.gone();
        return;
      case 'heartbeat':
        for (const { entry, cluster } of this.#watched.values())
          if (cluster === message.cluster) entry.heartbeat(message.connection);
        return;
      case 'link':
        for (const { entry } of this.#watched.values()) entry.link(message.linked);
        return;
      case 'forgotten':
        this.#wantAll();
    }
  }

  #wantAll(): void {
    for (const [feed, { entry }] of this.#watched) {
      if (entry.store) this.#broker?.post({ type: 'want', feed, cursor: entry.store.cursor });
    }
  }
}

let client: FeedClient | null = null;

/** The tab's feeds; made with the first use, in the browser only. */
export function feedClient(): FeedClient {
  client ??= new FeedClient({
    clock: browserClock,
    random: Math.random,
    page: browserPage,
    fetchSnapshot,
    openBroker: (onMessage) => openBroker(onMessage, { clock: browserClock, page: browserPage }),
  });
  return client;
}
