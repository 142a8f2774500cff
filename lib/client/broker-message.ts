import type { LiveMessage } from '#lib/feed/live-message.ts';
import type { Cursor } from '#lib/feed/snapshot.ts';

/** What a tab tells the broker. `alive` says that the tab still exists: a port does not tell when its tab is gone. */
export type TabMessage =
  | { readonly type: 'want'; readonly feed: string; readonly cursor: Cursor }
  | { readonly type: 'drop'; readonly feed: string }
  | { readonly type: 'alive' }
  | { readonly type: 'retryNow' }
  | { readonly type: 'leave' };

/** What the broker tells a tab. A patch carries its epoch, since a tab may have moved on to another. */
export type BrokerMessage =
  | Exclude<LiveMessage, { type: 'patch' | 'bye' }>
  | { readonly type: 'patch'; readonly feed: string; readonly epoch: string; readonly patch: unknown }
  | { readonly type: 'link'; readonly linked: boolean }
  /** The broker knows nothing of what this tab wants: say it again. */
  | { readonly type: 'forgotten' };

/** The broker's end of a tab, or the tab's end of the broker. */
export interface BrokerPort<Out> {
  post(message: Out): void;
}

export const ALIVE_EVERY_MS = 20_000;
/** Hidden tabs run their timers once a minute. */
export const GONE_AFTER_MS = 3 * 60_000;
