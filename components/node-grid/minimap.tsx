'use client';
import { type PointerEvent, type RefObject, type SyntheticEvent, useEffect, useLayoutEffect, useRef } from 'react';
import { frameOf, MAP_GAP, type MapSize, scrollOf } from './minimap-geometry.ts';
import { minimapSteps } from './minimap-painter.ts';
import { runSteps } from './run-steps.ts';
import type { GridScene } from './scene.ts';

interface MinimapProps {
  readonly scene: GridScene;
  readonly map: MapSize;
  /** Of the room that the grid scrolls in. */
  readonly viewHeight: number;
  readonly scroller: RefObject<HTMLElement | null>;
}

/** The map may lag: it tells where, not when. At most a hundredth of the time goes there. */
const PAINT_EVERY_MS = 1_000;
const REST_FOR_WORK = 100;

/** The whole grid small, with a frame around what is in view: drag it, or press where to go. Keys have the grid itself. */
export default function Minimap({ scene, map, viewHeight, scroller }: MinimapProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const grip = useRef<number | null>(null);
  const { live, layout } = scene;

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let stopSteps: (() => void) | undefined;
    let restMs = PAINT_EVERY_MS;
    const paint = () => {
      timer = undefined;
      if (!canvas.current) return;
      const began = performance.now();
      stopSteps?.();
      stopSteps = runSteps(minimapSteps(canvas.current, scene, map), () => {
        restMs = Math.max(PAINT_EVERY_MS, REST_FOR_WORK * (performance.now() - began));
      });
    };
    const stop = live.subscribe(() => {
      timer ??= setTimeout(paint, restMs);
    });
    paint();
    return () => {
      stop();
      clearTimeout(timer);
      stopSteps?.();
    };
  }, [live, scene, map]);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const follow = () => {
      if (!frame.current) return;
      const { top, height } = frameOf(map, layout, { top: element.scrollTop, height: viewHeight });
      frame.current.style.transform = `translateY(${top}px)`;
      frame.current.style.height = `${height}px`;
    };
    follow();
    element.addEventListener('scroll', follow, { passive: true });
    return () => element.removeEventListener('scroll', follow);
  }, [scroller, map, layout, viewHeight]);

  const scrollTo = (frameTop: number) => {
    if (scroller.current) scroller.current.scrollTop = scrollOf(map, layout, { top: frameTop, viewHeight });
  };
  const heightOn = (event: PointerEvent<HTMLElement>) => event.clientY - event.currentTarget.getBoundingClientRect().top;
  const own = (event: SyntheticEvent) => event.stopPropagation();
  return (
    <div
      aria-hidden="true"
      data-testid="minimap"
      data-print="hide"
      className="absolute top-0 cursor-pointer touch-none rounded-sm border border-line bg-panel"
      style={{ left: layout.width + MAP_GAP, width: map.width, height: map.height }}
      onClick={own}
      onPointerDown={(event) => {
        own(event);
        const view = frameOf(map, layout, { top: scroller.current?.scrollTop ?? 0, height: viewHeight });
        const at = heightOn(event);
        const inside = at >= view.top && at <= view.top + view.height;
        grip.current = inside ? at - view.top : view.height / 2;
        event.currentTarget.setPointerCapture?.(event.pointerId);
        scrollTo(at - grip.current);
      }}
      onPointerMove={(event) => {
        own(event);
        if (grip.current !== null) scrollTo(heightOn(event) - grip.current);
      }}
      onPointerUp={(event) => {
        own(event);
        grip.current = null;
      }}
      onPointerCancel={() => {
        grip.current = null;
      }}
    >
      <canvas ref={canvas} className="size-full" />
      <div
        ref={frame}
        data-testid="minimap-frame"
        className="absolute inset-x-0 top-0 rounded-sm border-2 border-accent bg-accent/10"
      />
    </div>
  );
}
