import type { FeedState } from './feed-state.ts';

/** The tab's view of all feeds: one entry per key, opened with the first watcher and closed after the last. */
export interface FeedClient {
  /** Keeps the feed open until the returned function is called; calls the listener whenever `state` changes. */
  watch(key: string, listener: () => void): () => void;
  /** The same reference while nothing changed. */
  state(key: string): FeedState<unknown>;
}

const LOADING: FeedState<never> = { status: 'loading' };

/** The tab's feeds. */
export function feedClient(): FeedClient {
  return { watch: () => () => undefined, state: () => LOADING };
}
