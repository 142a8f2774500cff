'use client';
import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { cellBox, type GridLayout, positionAt, type Zoom } from './layout.ts';
import type { NodeOrder } from './node-order.ts';
import { listenToPinch, type OnZoom, type Point } from './pinch.ts';
import { zoomStep } from './zoom-step.ts';

interface GridZoom {
  readonly scroller: RefObject<HTMLElement | null>;
  /** Begins where the grid's coordinates do. */
  readonly content: RefObject<HTMLElement | null>;
  readonly layout: GridLayout | null;
  readonly order: NodeOrder;
  readonly onZoom: (zoom: Zoom) => void;
}

/** What stays where it is while the cells change their size: a Node, and how far below the top of the view it stands. */
interface Anchor {
  readonly slot: number;
  readonly offset: number;
}

/** The Node that steps from one place of the pointer zoom around. */
interface Held extends Anchor {
  readonly point: Point;
}

interface Before {
  readonly last: Held | null;
  readonly settled: number;
}

/** A pointer that rests trembles by so many pixels. */
const STILL = 4;
const WHEEL_STEP = 40;

/** Zooms by Ctrl and the wheel, by pinching and by steps; whichever way, the Node in question keeps its height in the view. */
export function useGridZoom(input: GridZoom): (by: 1 | -1) => void {
  const latest = useRef(input);
  const anchor = useRef<Anchor | null>(null);
  const held = useRef<Held | null>(null);
  /** Where in the window the grid began after the last step; elsewhere it has been scrolled since. */
  const settled = useRef(Number.NaN);
  const scrollTop = useRef(0);
  const drawn = useRef<GridLayout | null>(null);
  const { scroller, content, layout, order } = input;

  useLayoutEffect(() => {
    const element = scroller.current;
    const before = drawn.current;
    drawn.current = layout;
    if (!element || !layout || !before || !changedSize(before, layout)) return;
    const kept = anchor.current ?? middleOf({ layout: before, order, top: scrollTop.current, height: element.clientHeight });
    anchor.current = null;
    const box = kept && cellBox(layout, order.positions[kept.slot] ?? -1);
    if (kept && box) element.scrollTop = box.y + box.height / 2 - kept.offset;
    settled.current = content.current?.getBoundingClientRect().top ?? Number.NaN;
  }, [scroller, content, layout, order]);

  useLayoutEffect(() => {
    latest.current = input;
  });
  const [zoomAt] = useState(() => (by: 1 | -1, point?: Point) => {
    const { layout: now, onZoom } = latest.current;
    const next = now && zoomStep(now, by);
    if (next === null) return;
    held.current = point ? anchorAt(latest.current, point, { last: held.current, settled: settled.current }) : null;
    anchor.current = held.current;
    onZoom(next);
  });

  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const stop = [listenToWheel(element, zoomAt), listenToPinch(element, zoomAt)];
    const follow = () => {
      scrollTop.current = element.scrollTop;
    };
    element.addEventListener('scroll', follow, { passive: true });
    return () => {
      for (const end of stop) end();
      element.removeEventListener('scroll', follow);
    };
  }, [scroller, zoomAt]);

  return zoomAt;
}

function changedSize(one: GridLayout, other: GridLayout): boolean {
  return one.cellWidth !== other.cellWidth || one.kind !== other.kind;
}

/** The Node under the pointer, and still the same one when neither the pointer nor the grid has moved since the step before. */
function anchorAt(input: GridZoom, point: Point, { last, settled }: Before): Held | null {
  const { scroller, content, layout, order } = input;
  const ground = content.current?.getBoundingClientRect();
  if (!ground || !layout) return null;
  const y = point.y - ground.top;
  const stands = Math.abs(ground.top - settled) <= STILL;
  const rests = stands && last !== null && Math.hypot(point.x - last.point.x, point.y - last.point.y) <= STILL;
  const slot = rests ? last.slot : order.slots[positionAt(layout, point.x - ground.left, y)];
  return slot === undefined ? null : { slot, offset: y - (scroller.current?.scrollTop ?? 0), point };
}

interface View {
  readonly layout: GridLayout;
  readonly order: NodeOrder;
  readonly top: number;
  readonly height: number;
}

function middleOf({ layout, order, top, height }: View): Anchor | null {
  // At its top a grid stays there.
  if (top <= 0) return null;
  for (const below of [0, 30, 60]) {
    const y = top + height / 2 + below;
    const slot = order.slots[positionAt(layout, layout.width / 2, y)];
    if (slot !== undefined) return { slot, offset: height / 2 + below };
  }
  return null;
}

function listenToWheel(element: HTMLElement, onZoom: OnZoom): () => void {
  let turned = 0;
  const turn = (event: WheelEvent) => {
    if (!event.ctrlKey) return;
    event.preventDefault();
    turned += event.deltaY;
    if (Math.abs(turned) < WHEEL_STEP) return;
    onZoom(turned < 0 ? 1 : -1, { x: event.clientX, y: event.clientY });
    turned = 0;
  };
  element.addEventListener('wheel', turn, { passive: false });
  return () => element.removeEventListener('wheel', turn);
}
