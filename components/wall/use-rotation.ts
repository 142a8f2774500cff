'use client';
import { useEffect, useEffectEvent, useState } from 'react';
import { type Slide, stepSlide } from './wall-slides.ts';

interface RotationOptions {
  readonly everyMs: number;
  /** Nothing turns while nothing new can be shown. */
  readonly held: boolean;
}

export interface Rotation {
  /** The key of the slide that is shown; null before the first. */
  readonly current: string | null;
  readonly paused: boolean;
  readonly step: (by: number) => void;
  readonly togglePause: () => void;
}

/** Whose turn it is. `slidesFor` gives the slides for what is shown now, which may stay among them for that reason. */
export function useRotation(
  slidesFor: (current: string | null) => readonly Slide[],
  { everyMs, held }: RotationOptions,
): Rotation {
  const [{ key, at }, setShown] = useState<{ key: string | null; at: number }>({ key: null, at: 0 });
  const [paused, setPaused] = useState(false);
  const slides = slidesFor(key);
  const found = slides.findIndex((slide) => slide.key === key);
  const position = found >= 0 ? found : Math.min(at, Math.max(0, slides.length - 1));
  const current = slides[position]?.key ?? null;
  const go = (by: number) => {
    const next = stepSlide(slides, { key: current, at: position }, by);
    setShown({ key: next, at: slides.findIndex((slide) => slide.key === next) });
  };
  const turn = useEffectEvent(() => go(1));
  const turns = slides.length > 1 && !paused && !held;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each slide has its whole time, whoever brought it
  useEffect(() => {
    if (!turns) return;
    const timer = setTimeout(turn, everyMs);
    return () => clearTimeout(timer);
  }, [turns, everyMs, current]);
  return { current, paused, step: go, togglePause: () => setPaused((before) => !before) };
}
