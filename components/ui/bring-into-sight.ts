import { type RefObject, useEffect, useRef } from 'react';

/** So much of what begins lower counts as in sight. */
const LEAST_PX = 80;

/**
 * Scrolls to an element that begins out of sight: below the window, as what opens under the grid of a telephone does, or
 * above its own frame, which was scrolled for what stood there before. Else nothing moves.
 */
export function bringIntoSight(element: HTMLElement): void {
  const { top } = element.getBoundingClientRect();
  const frame = Math.max(0, element.parentElement?.getBoundingClientRect().top ?? 0);
  if (top < frame || top > window.innerHeight - LEAST_PX) element.scrollIntoView({ block: 'start' });
}

/** The ref of a part that is brought into sight when it opens, and when it shows another `subject`: it may stand below the grid. */
export function useBroughtIntoSight(subject: string): RefObject<HTMLElement | null> {
  const part = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another subject is opened like a first one
  useEffect(() => {
    if (part.current) bringIntoSight(part.current);
  }, [subject]);
  return part;
}
