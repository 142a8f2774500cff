'use client';
import { useSyncExternalStore } from 'react';

/** What LiveDaemonSet and LiveFleet have in common. */
export interface Versioned {
  readonly version: number;
  subscribe(listener: () => void): () => void;
}

/** Renders again after each applied snapshot or patch of a live store; returns its version. */
export function useLiveVersion(live: Versioned): number {
  return useSyncExternalStore(
    (listener) => live.subscribe(listener),
    () => live.version,
    () => live.version,
  );
}
