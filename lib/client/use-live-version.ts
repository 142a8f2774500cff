'use client';
import { useCallback, useSyncExternalStore } from 'react';
import { pacedListener } from './paced-listener.ts';

/** What LiveDaemonSet and LiveFleet have in common. */
export interface Versioned {
  readonly version: number;
  subscribe(listener: () => void): () => void;
}

/** Words and numbers that change faster cannot be read; cells are drawn apart from React, with every patch. */
const RENDER_EVERY_MS = 500;

/** Renders again after an applied snapshot or patch of a live store, at once and then at most twice a second; returns its version. */
export function useLiveVersion(live: Versioned): number {
  const subscribe = useCallback(
    (listener: () => void) => {
      const paced = pacedListener(listener, RENDER_EVERY_MS);
      const stop = live.subscribe(paced.change);
      return () => {
        stop();
        paced.cancel();
      };
    },
    [live],
  );
  return useSyncExternalStore(
    subscribe,
    () => live.version,
    () => live.version,
  );
}
