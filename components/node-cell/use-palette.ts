'use client';
import { useSyncExternalStore } from 'react';
import { type Palette, readPalette, subscribePalette } from './palette.ts';

let current: { readonly key: string; readonly palette: Palette } | null = null;

function snapshot(): Palette | null {
  const palette = readPalette();
  const key = Object.values(palette).join('|');
  if (current?.key !== key) current = { key, palette };
  return current.palette;
}

/** The palette of the theme in force, null on the server; the same reference until the theme changes. */
export function usePalette(): Palette | null {
  return useSyncExternalStore(subscribePalette, snapshot, () => null);
}
