'use client';
import { useSyncExternalStore } from 'react';
import { wallUnit } from './wall-cells.ts';

/** The wall's unit for what is drawn in CSS pixels; follows the window. */
export function useWallUnit(): number {
  return useSyncExternalStore(
    subscribe,
    () => wallUnit(window.innerWidth, window.innerHeight),
    () => wallUnit(1_280, 720),
  );
}

function subscribe(listener: () => void): () => void {
  window.addEventListener('resize', listener);
  return () => window.removeEventListener('resize', listener);
}
