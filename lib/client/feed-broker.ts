import type { LiveMessage } from '#lib/feed/live-message.ts';
import type { Cursor } from '#lib/feed/snapshot.ts';
import { type BrokerMessage, type BrokerPort, GONE_AFTER_MS, type TabMessage } from './broker-message.ts';
import type { BrowserClock } from './browser-clock.ts';
import { LiveStream } from './live-stream.ts';

type TabPort = BrokerPort<BrokerMessage>;

interface Tab {
  readonly feeds: Set<string>;
  heardAt: number;
}

export interface FeedBrokerOptions {
  readonly fetch: (path: string, init: { signal: AbortSignal }) => Promise<Response>;
  readonly clock: BrowserClock;
  readonly random: () => number;
}

/** Shares one stream among the tabs of a browser: each feed is carried once, its patches go to every tab that wants it. */
export class FeedBroker {
  readonly #clock: BrowserClock;
  readonly #stream: LiveStream;
  readonly #tabs = new Map<TabPort, Tab>();
  #linked = true;

  constructor(options: FeedBrokerOptions) {
    this.#clock = options.clock;
    this.#stream = new LiveStream({
      ...options,
      onMessage: (message) => this.#onMessage(message),
      onLink: (linked) => this.#onLink(linked),
    });
  }

  /** Takes one message of a tab; the first one makes it known. */
  receive(port: TabPort, message: TabMessage): void {
    if (message.type === 'alive' && !this.#tabs.has(port)) port.post({ type: 'forgotten' });
    const tab = this.#tabs.get(port) ?? this.#join(port);
    tab.heardAt = this.#clock.now();
    switch (message.type) {
      case 'want':
        tab.feeds.add(message.feed);
        this.#carry(message.feed, message.cursor);
        return;
      case 'drop':
        tab.feeds.delete(message.feed);
        this.#dropUnwanted();
        return;
      case 'alive':
        this.#forgetSilentTabs();
        return;
      case 'retryNow':
        this.#stream.retryNow();
        return;
      case 'leave':
        this.#tabs.delete(port);
        this.#dropUnwanted();
    }
  }

  #join(port: TabPort): Tab {
    const tab: Tab = { feeds: new Set(), heardAt: this.#clock.now() };
    this.#tabs.set(port, tab);
    if (!this.#linked) port.post({ type: 'link', linked: false });
    return tab;
  }

  /** The stream goes back to the oldest cursor that a tab needs; the others ignore what they have seen. */
  #carry(feed: string, cursor: Cursor): void {
    const carried = this.#stream.cursor(feed);
    if (carried?.epoch === cursor.epoch && carried.seq <= cursor.seq) return;
    this.#stream.want(feed, cursor);
  }

  #onMessage(message: LiveMessage): void {
    switch (message.type) {
      case 'heartbeat':
        for (const port of this.#tabs.keys()) port.post(message);
        return;
      case 'patch':
        this.#tell(message.feed, { ...message, epoch: this.#stream.cursor(message.feed)?.epoch ?? '' });
        return;
      case 'reset':
      case 'gone':
        this.#tell(message.feed, message);
        for (const tab of this.#tabs.values()) tab.feeds.delete(message.feed);
        return;
      case 'bye':
        return;
    }
  }

  #tell(feed: string, message: BrokerMessage): void {
    for (const [port, tab] of this.#tabs) if (tab.feeds.has(feed)) port.post(message);
  }

  #onLink(linked: boolean): void {
    this.#linked = linked;
    for (const port of this.#tabs.keys()) port.post({ type: 'link', linked });
  }

  #forgetSilentTabs(): void {
    const oldest = this.#clock.now() - GONE_AFTER_MS;
    for (const [port, tab] of this.#tabs) if (tab.heardAt < oldest) this.#tabs.delete(port);
    this.#dropUnwanted();
  }

  #dropUnwanted(): void {
    const wanted = new Set([...this.#tabs.values()].flatMap((tab) => [...tab.feeds]));
    for (const feed of this.#stream.feeds()) if (!wanted.has(feed)) this.#stream.drop(feed);
  }
}
