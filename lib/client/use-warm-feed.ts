'use client';
import { useEffect } from 'react';
import { feedClient } from './feed-client.ts';

/** Keeps a feed open that is not shown yet, so that it is there when its turn comes; null: none. */
export function useWarmFeed(key: string | null): void {
  useEffect(() => (key === null ? undefined : feedClient().watch(key, () => undefined)), [key]);
}
