'use client';
import { useCallback, useSyncExternalStore } from 'react';
import { pacedListener } from './paced-listener.ts';

/** What LiveDaemonSet and LiveFleet have in common. */
export interface Versioned {
  readonly version: number;
  readonly nodeCount: number;
  subscribe(listener: () => void): () => void;
}

/** Words and numbers that change faster cannot be read; cells are drawn apart from React, with every patch. */
const RENDER_EVERY_MS = 500;
/** Over very many Nodes there is more to count and to lay out: the words wait longer, so that the cells need not. */
const RENDER_MS_PER_NODE = 0.01;

/** Ms from one rendering of words and numbers about so many Nodes to the next. */
export function renderPause(nodeCount: number): number {
  return Math.max(RENDER_EVERY_MS, nodeCount * RENDER_MS_PER_NODE);
}

/** Renders again after an applied snapshot or patch of a live store, at once and then at most twice a second, over more than 50,000 Nodes less often; returns its version. */
export function useLiveVersion(live: Versioned): number {
  const subscribe = useCallback(
    (listener: () => void) => {
      const paced = pacedListener(listener, renderPause(live.nodeCount));
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
