'use client';
import { useEffect, useState } from 'react';
import { useMediaQuery } from '#components/ui/use-media-query.ts';

const MOVE_EVERY_MS = 60_000;
/** Steps around a small square, in hundredths of the wall's unit. */
const PLACES = [
  [0, 0],
  [30, 0],
  [30, 30],
  [0, 30],
  [-30, 30],
  [-30, 0],
  [-30, -30],
  [0, -30],
] as const;

/** Where the picture stands now: it moves by a few pixels each minute, so that nothing burns into the screen. */
export function useDrift(): string {
  const calm = useMediaQuery('(prefers-reduced-motion: reduce)');
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    if (calm) return;
    const timer = setInterval(() => setTurn((before) => (before + 1) % PLACES.length), MOVE_EVERY_MS);
    return () => clearInterval(timer);
  }, [calm]);
  const [x, y] = calm ? PLACES[0] : (PLACES[turn] ?? PLACES[0]);
  return `translate(calc(${x / 100} * var(--u)), calc(${y / 100} * var(--u)))`;
}
