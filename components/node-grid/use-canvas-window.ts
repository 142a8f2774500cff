'use client';
import { type RefObject, useEffect, useState } from 'react';

export interface CanvasWindow {
  readonly top: number;
  readonly height: number;
}

/**
 * A canvas up to this height covers the whole grid and is never painted again by scrolling. Browsers refuse far taller ones,
 * and copy all of a canvas for each frame in which one cell of it changes.
 */
const WHOLE_HEIGHT = 1500;

/** The part of a tall grid that the canvas covers: it moves in half screens, so that most scrolling paints nothing. */
export function useCanvasWindow(
  scroller: RefObject<HTMLElement | null>,
  contentHeight: number,
  roomHeight: number,
): CanvasWindow {
  const step = Math.max(200, Math.floor(roomHeight / 2));
  const height = contentHeight <= WHOLE_HEIGHT ? contentHeight : Math.min(contentHeight, step * 5);
  const [screen, setScreen] = useState(0);
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const follow = () => setScreen(Math.floor(element.scrollTop / step));
    follow();
    element.addEventListener('scroll', follow, { passive: true });
    return () => element.removeEventListener('scroll', follow);
  }, [scroller, step]);
  const top = Math.max(0, Math.min(contentHeight - height, (screen - 1) * step));
  return { top, height };
}
