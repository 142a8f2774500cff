'use client';
import { type RefObject, useLayoutEffect, useState } from 'react';

export interface Room {
  readonly width: number;
  readonly height: number;
}

/**
 * The room that a scroller's content may take without scrolling, measured before paint and after every resize.
 * The card around it hugs few cells, so its own height says nothing: the largest height that its place allows does.
 */
export function useRoom(scroller: RefObject<HTMLElement | null>): Room | null {
  const [room, setRoom] = useState<Room | null>(null);
  useLayoutEffect(() => {
    const target = scroller.current;
    const card = target?.closest<HTMLElement>('[data-hug]');
    if (!target || !card?.parentElement) return;
    const place = card.parentElement;
    const measure = () => {
      const style = getComputedStyle(target);
      const limit = Number.parseFloat(getComputedStyle(card).maxHeight);
      const most = getComputedStyle(card).maxHeight.endsWith('px') ? limit : place.clientHeight;
      const width = Math.floor(target.clientWidth - Number.parseFloat(style.paddingLeft) - Number.parseFloat(style.paddingRight));
      const frame =
        card.offsetHeight - target.offsetHeight + Number.parseFloat(style.paddingTop) + Number.parseFloat(style.paddingBottom);
      const height = Math.max(120, Math.floor(most - frame));
      setRoom((previous) => (previous?.width === width && previous.height === height ? previous : { width, height }));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(target);
    observer.observe(place);
    return () => observer.disconnect();
  }, [scroller]);
  return room;
}
