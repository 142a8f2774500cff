/** A place in the window. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Asked for one step larger or smaller around a place. */
export type OnZoom = (by: 1 | -1, point: Point) => void;

/** So much farther apart or closer together, two fingers ask for a step: about as much as the cells then grow. */
export const PINCH_STEP = 1.35;
/** Browsers do not always come back to exactly 1. */
const MAGNIFIED = 1.01;

/** The step that two fingers ask for, and the distance that the next one counts from: back there is back in size. */
export function pinchStep(from: number, distance: number): { readonly by: 1 | -1 | 0; readonly from: number } {
  if (distance >= from * PINCH_STEP) return { by: 1, from: from * PINCH_STEP };
  if (distance <= from / PINCH_STEP) return { by: -1, from: from / PINCH_STEP };
  return { by: 0, from };
}

/**
 * Hears two fingers on an element that the browser would magnify the page by. One finger goes on scrolling, and the page is
 * magnified beside the element; once it is, the fingers are left to it here as well, so that nobody is caught in a large page.
 */
export function listenToPinch(element: HTMLElement, onZoom: OnZoom): () => void {
  const view = window.visualViewport;
  const magnified = () => (view?.scale ?? 1) > MAGNIFIED;
  let from = 0;
  // Not followed: the hand drifts, and the Node between the fingers is to stay the same.
  let middle: Point = { x: 0, y: 0 };
  const change = (event: TouchEvent) => {
    const [one, other, third] = event.touches;
    from = 0;
    if (!one || !other || third || magnified() || !isWithin(element, one) || !isWithin(element, other)) return;
    if (event.cancelable) event.preventDefault();
    from = between(one, other);
    middle = { x: (one.clientX + other.clientX) / 2, y: (one.clientY + other.clientY) / 2 };
  };
  const move = (event: TouchEvent) => {
    const [one, other] = event.touches;
    if (from === 0 || !one || !other) return;
    if (event.cancelable) event.preventDefault();
    const step = pinchStep(from, between(one, other));
    from = step.from;
    if (step.by !== 0) onZoom(step.by, middle);
  };
  // A finger that lands while the grid still runs on cannot be refused any more: only this keeps the page as large as it is.
  const claim = () => {
    element.style.touchAction = magnified() ? 'auto' : 'pan-x pan-y';
  };
  claim();
  view?.addEventListener('resize', claim);
  const changes = ['touchstart', 'touchend', 'touchcancel'] as const;
  for (const type of changes) element.addEventListener(type, change, { passive: false });
  element.addEventListener('touchmove', move, { passive: false });
  return () => {
    view?.removeEventListener('resize', claim);
    for (const type of changes) element.removeEventListener(type, change);
    element.removeEventListener('touchmove', move);
  };
}

function isWithin(element: HTMLElement, { target }: Touch): boolean {
  return target instanceof Node && element.contains(target);
}

function between(one: Touch, other: Touch): number {
  return Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY);
}
