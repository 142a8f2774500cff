'use client';
import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';
import { createFlashes } from './flashes.ts';
import { createGridPainter, type GridPainter } from './painter.ts';
import type { GridScene } from './scene.ts';

/** Below this size a flash of one cell cannot be seen. */
const SMALLEST_FLASH = 7;
/** A fading flash needs no more pictures than this; a change is drawn with the next frame whatever flashes. */
const FLASH_EVERY_MS = 100;

/** Keeps a canvas true to its scene: paints all when the scene changes, and only changed cells when live data does. */
export function useCanvasPainter(canvas: RefObject<HTMLCanvasElement | null>, scene: GridScene | null): void {
  const painter = useRef<GridPainter | null>(null);
  const latest = useRef(scene);

  useLayoutEffect(() => {
    latest.current = scene;
    if (!canvas.current || !scene) return;
    if (!painter.current) {
      painter.current = createGridPainter(canvas.current);
      painter.current.paintAll(scene);
      return;
    }
    // A task of its own, in the frame that shows what React has changed.
    const frame = requestAnimationFrame(() => painter.current?.paintAll(scene));
    return () => cancelAnimationFrame(frame);
  }, [canvas, scene]);

  const live = scene?.live;
  useEffect(() => {
    if (!live) return;
    return animateChanges(live, () =>
      painter.current && latest.current ? { painter: painter.current, scene: latest.current } : null,
    );
  }, [live]);

  useEffect(() => {
    let active = true;
    // Text on tiles is measured with the real fonts, which may arrive after the first picture.
    document.fonts?.ready.then(() => {
      if (active && latest.current?.layout.kind === 'tile') painter.current?.paintAll(latest.current);
    });
    return () => {
      active = false;
    };
  }, []);
}

type Stage = () => { readonly painter: GridPainter; readonly scene: GridScene } | null;

function animateChanges(live: GridScene['live'], stage: Stage): () => void {
  const flashes = createFlashes();
  const calm = window.matchMedia?.('(prefers-reduced-motion: reduce)').matches ?? true;
  let dirty = new Set<number>();
  let frame = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const request = () => {
    clearTimeout(timer);
    timer = undefined;
    frame ||= requestAnimationFrame(draw);
  };
  const draw = (now: number) => {
    frame = 0;
    const current = stage();
    if (!current) return;
    const flashing = flashes.drain(now);
    const slots = new Set([...dirty, ...flashing]);
    dirty = new Set();
    current.painter.paintSlots(current.scene, slots, (slot) => flashes.strength(slot, now));
    if (flashing.length > 0) timer = setTimeout(request, FLASH_EVERY_MS);
  };
  const stop = live.subscribe((changed) => {
    const current = stage();
    if (changed === 'all') {
      if (current) current.painter.paintAll(current.scene);
      return;
    }
    for (const slot of changed) dirty.add(slot);
    if (!calm && current && current.scene.layout.cellHeight >= SMALLEST_FLASH) flashes.add(changed, performance.now());
    if (dirty.size > 0) request();
  });
  return () => {
    stop();
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
}
