'use client';
import { useEffect, useEffectEvent } from 'react';

interface WallKeys {
  readonly onPause: () => void;
  readonly onStep: (by: number) => void;
}

/** Keys of the wall: Space pauses, the arrows move, f fills the screen. A button under the focus keeps its own Space. */
export function useWallKeys({ onPause, onStep }: WallKeys): void {
  const run = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    const { key, target } = event;
    if (target instanceof HTMLElement && target.closest(key === ' ' ? 'button, a, input, dialog' : 'input, dialog')) return;
    if (key === ' ') onPause();
    else if (key === 'ArrowLeft') onStep(-1);
    else if (key === 'ArrowRight') onStep(1);
    else if (key === 'f') toggleFullscreen();
    else return;
    event.preventDefault();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => run(event);
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
}

/** Fills the screen with the page, or gives it back. */
export function toggleFullscreen(): void {
  const change = document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen?.();
  // A browser that forbids it keeps the window as it is, which is all that can be done.
  change?.catch(() => undefined);
}
