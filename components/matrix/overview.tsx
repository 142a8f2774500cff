'use client';
import { type PointerEvent, type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { STATE_APPEARANCE } from '#components/node-cell/appearance.ts';
import type { Palette } from '#components/node-cell/palette.ts';
import type { LiveMatrix } from '#lib/client/live-matrix.ts';
import { columnLeft, type MatrixLayout } from './matrix-layout.ts';
import type { MatrixOrder } from './matrix-order.ts';

interface OverviewProps {
  readonly live: LiveMatrix;
  /** It follows the live data. */
  readonly version: number;
  readonly order: MatrixOrder;
  readonly layout: MatrixLayout;
  readonly palette: Palette;
  readonly scroller: RefObject<HTMLDivElement | null>;
  /** Width of the row headings. */
  readonly inset: number;
}

const HEIGHT = 16;

/** All columns at once when they do not fit into the window: how much of each is in trouble, and which part is in sight. */
export function Overview({ live, version, order, layout, palette, scroller, inset }: OverviewProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [room, setRoom] = useState({ width: 0, scrolled: 0 });
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const follow = () => setRoom({ width: element.clientWidth - inset, scrolled: element.scrollLeft });
    follow();
    const observer = new ResizeObserver(follow);
    observer.observe(element);
    element.addEventListener('scroll', follow, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', follow);
    };
  }, [scroller, inset]);
  const fits = layout.width <= room.width;
  // biome-ignore lint/correctness/useExhaustiveDependencies: `version` says that the live data has changed
  useLayoutEffect(() => {
    if (canvas.current && !fits) paint(canvas.current, { live, order, layout, palette });
  }, [fits, room.width, version, live, order, layout, palette]);
  if (fits) return null;
  const scale = (room.width - 2 * MARGIN) / layout.width;
  const go = (event: PointerEvent<HTMLElement>) => {
    if (event.buttons !== 1 || !scroller.current) return;
    const x = event.clientX - event.currentTarget.getBoundingClientRect().left;
    scroller.current.scrollLeft = x / scale - room.width / 2;
  };
  return (
    <div
      aria-hidden="true"
      className="relative my-1.5 shrink-0 cursor-pointer touch-none overflow-hidden rounded bg-hover"
      style={{ marginLeft: inset, marginRight: 2 * MARGIN, height: HEIGHT }}
      onPointerDown={go}
      onPointerMove={go}
    >
      <canvas ref={canvas} className="block h-full w-full" />
      <div
        className="pointer-events-none absolute inset-y-0 rounded border border-accent bg-accent/15"
        style={{ left: room.scrolled * scale, width: Math.max(4, room.width * scale) }}
      />
    </div>
  );
}

const MARGIN = 6;

/** One bar a pixel: as high as the part of the DaemonSets that is in trouble on the worst Node there. */
function paint(
  canvas: HTMLCanvasElement,
  { live, order, layout, palette }: Pick<OverviewProps, 'live' | 'order' | 'layout' | 'palette'>,
): void {
  const context = canvas.getContext('2d');
  const width = canvas.clientWidth;
  if (!context || width === 0) return;
  const scale = window.devicePixelRatio || 1;
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(HEIGHT * scale);
  context.scale(scale, scale);
  const worst = new Float32Array(width);
  order.slots.forEach((slot, column) => {
    const bad = live.nodes.troubled[slot] ?? 0;
    if (bad === 0) return;
    const x = Math.min(width - 1, Math.floor((columnLeft(layout, column) / layout.width) * width));
    worst[x] = Math.max(worst[x] ?? 0, bad / Math.max(1, live.nodes.eligible[slot] ?? 0));
  });
  context.fillStyle = palette[STATE_APPEARANCE.failing.fill];
  worst.forEach((share, x) => {
    const height = share === 0 ? 0 : Math.max(3, share * HEIGHT);
    context.fillRect(x, HEIGHT - height, 1, height);
  });
}
