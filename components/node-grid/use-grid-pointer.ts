'use client';
import { type MouseEvent, type PointerEvent, type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { cellsIn } from './cells-in.ts';
import { type DragChoice, type DragGround, startDragChoice } from './drag-choice.ts';
import { type GridLayout, positionAt } from './layout.ts';
import { createLongPress } from './long-press.ts';
import type { NodeOrder } from './node-order.ts';
import type { Selection } from './use-selection.ts';

interface GridPointerInput {
  readonly scroller: RefObject<HTMLElement | null>;
  /** Covers the grid from `top` on. */
  readonly canvas: RefObject<HTMLElement | null>;
  readonly top: number;
  /** Drawn as the rectangle while it is dragged. */
  readonly frame: RefObject<HTMLElement | null>;
  readonly layout: GridLayout | null;
  readonly order: NodeOrder;
  readonly selection: Selection;
  /** The slot that a range starts from when none was touched. */
  readonly activeSlot: number;
  readonly nameOf: (slot: number) => string;
  readonly onActive: (slot: number) => void;
  readonly onHold: (held: boolean) => void;
}

/** A cell under the pointer, and where in the window the pointer is. */
export interface HoveredCell {
  readonly slot: number;
  readonly x: number;
  readonly y: number;
}

/**
 * What a pointer does in the grid: a click opens a Node, with Ctrl or Command it takes one in or out, with Shift it chooses
 * a range; dragging draws a rectangle; a finger that rests takes a Node in, and taps go on while any is chosen.
 */
export function useGridPointer(input: GridPointerInput) {
  const { selection, layout, order } = input;
  const latest = useRef(input);
  useLayoutEffect(() => {
    latest.current = input;
  });
  const [hover, setHover] = useState<HoveredCell | null>(null);
  const [longPress] = useState(createLongPress);
  const drag = useRef<DragChoice | null>(null);
  const spent = useRef(false);
  useEffect(
    () => () => {
      drag.current?.cancel();
      longPress.up();
    },
    [longPress],
  );

  const slotAt = ({ clientX: x, clientY: y }: MouseEvent) => {
    const point = pointOf(latest.current, { x, y });
    return layout ? order.slots[positionAt(layout, point.x, point.y)] : undefined;
  };
  const release = () => {
    longPress.up();
    spent.current = drag.current?.end() || spent.current;
    drag.current = null;
  };
  const handlers = {
    onPointerEnter: ({ pointerType }: PointerEvent) => pointerType === 'mouse' && input.onHold(true),
    onPointerDown(event: PointerEvent<HTMLElement>) {
      spent.current = false;
      const { clientX, clientY, pointerType, pointerId, currentTarget } = event;
      if (pointerType !== 'mouse') {
        const slot = slotAt(event);
        // Two fingers that rest are about to zoom.
        if (!event.isPrimary) longPress.up();
        if (!event.isPrimary || slot === undefined) return;
        longPress.down(clientX, clientY, () => {
          spent.current = true;
          latest.current.selection.toggle(slot);
        });
      } else if (event.button === 0 && !onControl(event) && !onScrollbar(event)) {
        const kept = event.ctrlKey || event.metaKey || event.shiftKey ? selection.store.slots() : [];
        drag.current = startDragChoice(
          () => groundOf(latest.current),
          { x: clientX, y: clientY },
          {
            kept,
            onDrag: () => {
              setHover(null);
              currentTarget.setPointerCapture?.(pointerId);
            },
          },
        );
      }
    },
    onPointerMove(event: PointerEvent) {
      const { clientX: x, clientY: y, pointerType } = event;
      longPress.move(x, y);
      if (drag.current && event.buttons & 1) {
        drag.current.move({ x, y });
        return;
      }
      const slot = pointerType === 'mouse' && !onControl(event) ? slotAt(event) : undefined;
      setHover(slot === undefined ? null : { slot, x, y });
    },
    onPointerUp: release,
    onPointerCancel() {
      longPress.up();
      drag.current?.cancel();
      drag.current = null;
    },
    onPointerLeave() {
      setHover(null);
      input.onHold(false);
    },
    onContextMenu(event: MouseEvent) {
      // A resting finger would open the browser's menu, on some systems before it has rested long enough to choose; a mouse may.
      if (spent.current || isFinger(event)) event.preventDefault();
    },
    onClick(event: MouseEvent) {
      if (spent.current || onControl(event)) return;
      const slot = slotAt(event);
      const more = event.ctrlKey || event.metaKey;
      if (slot === undefined) {
        if (!more && !event.shiftKey) selection.open(null);
        return;
      }
      if (event.shiftKey) selection.extend(order, slot, { from: input.activeSlot, add: more });
      else if (more || (isFinger(event) && selection.store.size > 0)) selection.toggle(slot);
      else selection.open(input.nameOf(slot));
      input.onActive(slot);
    },
  };
  return { hover, handlers };
}

function isFinger({ nativeEvent }: MouseEvent): boolean {
  return 'pointerType' in nativeEvent && nativeEvent.pointerType !== 'mouse';
}

/** Buttons within the grid, as those of the headings, are their own. */
function onControl({ target }: { readonly target: EventTarget }): boolean {
  return target instanceof Element && target.closest('button, a, input') !== null;
}

function onScrollbar({ clientX, currentTarget }: PointerEvent<HTMLElement>): boolean {
  return currentTarget.clientWidth > 0 && clientX > currentTarget.getBoundingClientRect().left + currentTarget.clientWidth;
}

function pointOf({ canvas, top }: GridPointerInput, client: { readonly x: number; readonly y: number }) {
  const bounds = canvas.current?.getBoundingClientRect();
  return { x: client.x - (bounds?.left ?? 0), y: client.y - (bounds?.top ?? 0) + top };
}

function groundOf(input: GridPointerInput): DragGround | null {
  const { layout, order, selection } = input;
  const scroller = input.scroller.current;
  const frame = input.frame.current;
  if (!layout || !scroller || !frame) return null;
  return {
    scroller,
    frame,
    selection,
    pointOf: (client) => pointOf(input, client),
    slotsIn: (area) => cellsIn(layout, area).map((position) => order.slots[position] ?? 0),
  };
}
