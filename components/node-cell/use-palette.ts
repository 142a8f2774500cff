'use client';
import { useSyncExternalStore } from 'react';
import { type Palette, readPalette, subscribePalette } from './palette.ts';

const listeners = new Set<() => void>();
let current: { readonly key: string; readonly palette: Palette } | null = null;
let stop: (() => void) | null = null;

function refresh(): Palette {
  const palette = readPalette();
  const key = Object.values(palette).join('|');
  if (current?.key !== key) current = { key, palette };
  return current.palette;
}

/** Reading the palette makes the browser compute styles: it is read when it may have changed, not for each cell of each picture. */
function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (stop === null) {
    // The theme may have changed while nobody listened.
    refresh();
    stop = subscribePalette(() => {
      refresh();
      for (const each of [...listeners]) each();
    });
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    stop?.();
    stop = null;
  };
}

/** The palette of the theme in force, null on the server; the same reference until the theme changes. */
export function usePalette(): Palette | null {
  return useSyncExternalStore(
    subscribe,
    () => current?.palette ?? refresh(),
    () => null,
  );
}
