'use client';
import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';
import { createMatrixPainter, type MatrixPainter, type MatrixScene } from './painter.ts';

/** More changed cells than this are not picked out one by one. */
const MOST_PICKED = 2_000;

/** Keeps a canvas true to its scene: paints all when the scene changes, and only changed cells when live data does. */
export function useMatrixPainter(canvas: RefObject<HTMLCanvasElement | null>, scene: MatrixScene | null): void {
  const painter = useRef<MatrixPainter | null>(null);
  const latest = useRef(scene);

  useLayoutEffect(() => {
    latest.current = scene;
    if (!canvas.current || !scene) return;
    painter.current ??= createMatrixPainter(canvas.current);
    painter.current.paintAll(scene);
  }, [canvas, scene]);

  const live = scene?.live;
  useEffect(() => {
    if (!live) return;
    let dirty: number[] = [];
    let all = false;
    let frame = 0;
    const draw = () => {
      frame = 0;
      const current = latest.current;
      if (current && painter.current) {
        if (all || dirty.length > 2 * MOST_PICKED) painter.current.paintAll(current);
        else painter.current.paintCells(current, dirty);
      }
      dirty = [];
      all = false;
    };
    const stop = live.subscribe((change) => {
      // A Node in trouble shows in each of its cells.
      if (change === 'all' || change.slots.length > 0) all = true;
      else if (dirty.length <= 2 * MOST_PICKED) dirty = dirty.concat(change.cells);
      if ((all || dirty.length > 0) && frame === 0) frame = requestAnimationFrame(draw);
    });
    return () => {
      stop();
      cancelAnimationFrame(frame);
    };
  }, [live]);
}
