'use client';
import { type RefObject, useLayoutEffect, useState } from 'react';
import type { MatrixLayout } from './matrix-layout.ts';
import type { Pane } from './painter.ts';

/** The canvas reaches this part of the window beyond each edge, and follows in steps of it: most scrolling paints nothing. */
const BEYOND = 1 / 4;

/** The room that a scroller offers, measured before paint and after every resize. */
export function useScrollerRoom(
  scroller: RefObject<HTMLElement | null>,
): { readonly width: number; readonly height: number } | null {
  const [room, setRoom] = useState<{ width: number; height: number } | null>(null);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const measure = () => {
      const { clientWidth: width, clientHeight: height } = element;
      setRoom((previous) => (previous?.width === width && previous.height === height ? previous : { width, height }));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [scroller]);
  return room;
}

/** The part of the matrix that is drawn: the window and a quarter of it on each side, however large the matrix is. */
export function usePane(
  scroller: RefObject<HTMLElement | null>,
  layout: MatrixLayout | null,
  room: { readonly width: number; readonly height: number } | null,
): Pane | null {
  const stepX = Math.max(100, Math.floor((room?.width ?? 0) * BEYOND));
  const stepY = Math.max(100, Math.floor((room?.height ?? 0) * BEYOND));
  const [at, setAt] = useState({ x: 0, y: 0 });
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const follow = () => {
      const x = Math.floor(element.scrollLeft / stepX);
      const y = Math.floor(element.scrollTop / stepY);
      setAt((previous) => (previous.x === x && previous.y === y ? previous : { x, y }));
    };
    follow();
    element.addEventListener('scroll', follow, { passive: true });
    return () => element.removeEventListener('scroll', follow);
  }, [scroller, stepX, stepY]);
  if (!layout || !room) return null;
  const width = Math.min(layout.width, room.width + 3 * stepX);
  const height = Math.min(layout.height, room.height + 3 * stepY);
  return {
    left: Math.max(0, Math.min(layout.width - width, (at.x - 1) * stepX)),
    top: Math.max(0, Math.min(layout.height - height, (at.y - 1) * stepY)),
    width,
    height,
  };
}
