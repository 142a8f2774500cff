'use client';
import { useSyncExternalStore } from 'react';
import { feedClient } from './feed-client.ts';
import type { FeedState } from './feed-state.ts';

const LOADING: FeedState<never> = { status: 'loading' };

/** Subscribes to one feed by its key. The key's kind decides what `live` is: see feedKey.ts. */
export function useFeed<T>(key: string): FeedState<T> {
  return useSyncExternalStore(
    (listener) => feedClient().watch(key, listener),
    () => feedClient().state(key) as FeedState<T>,
    () => LOADING,
  );
}
