'use client';
import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';
import type { GridScene } from './scene.ts';
import { paintSelection } from './selection-painter.ts';
import type { SelectionStore } from './selection-store.ts';

/** Keeps the canvas over the cells true to the selection: once a frame at most, and without React. */
export function useSelectionOverlay(
  canvas: RefObject<HTMLCanvasElement | null>,
  scene: GridScene | null,
  store: SelectionStore,
): void {
  const latest = useRef(scene);
  useLayoutEffect(() => {
    latest.current = scene;
    if (canvas.current && scene) paintSelection(canvas.current, scene, store);
  }, [canvas, scene, store]);
  useEffect(() => {
    let frame = 0;
    const paint = () => {
      frame = 0;
      if (canvas.current && latest.current) paintSelection(canvas.current, latest.current, store);
    };
    const stop = store.subscribe(() => {
      frame ||= requestAnimationFrame(paint);
    });
    return () => {
      stop();
      cancelAnimationFrame(frame);
    };
  }, [canvas, store]);
}
