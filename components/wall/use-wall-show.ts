'use client';
import type { Summary } from '#lib/rollout/summary.ts';
import { useRotation } from './use-rotation.ts';
import type { WallSettings } from './wall-params.ts';
import { type Slide, stepSlide, wallSlides } from './wall-slides.ts';

interface ShowOptions {
  readonly settings: WallSettings;
  /** Nothing turns while nothing new can be shown. */
  readonly held: boolean;
  readonly tilesPerPage: number;
}

export interface WallShow {
  /** Null: there is nothing to show. */
  readonly slide: Slide | null;
  /** Whose turn is next, perhaps the same. */
  readonly next: Slide | null;
  /** The slide's number, from 1, of how many. */
  readonly place: { readonly at: number; readonly of: number };
  readonly paused: boolean;
  readonly step: (by: number) => void;
  readonly togglePause: () => void;
}

/** The slides of a wall and whose turn it is. */
export function useWallShow(items: readonly Summary[], { settings, held, tilesPerPage }: ShowOptions): WallShow {
  const slidesFor = (current: string | null) => wallSlides(items, { settings, tilesPerPage, current });
  const { current, ...rest } = useRotation(slidesFor, { everyMs: settings.everyMs, held });
  const slides = slidesFor(current);
  const at = slides.findIndex(({ key }) => key === current);
  const nextKey = stepSlide(slides, { key: current, at }, 1);
  const next = slides.find(({ key }) => key === nextKey) ?? null;
  return { slide: slides[at] ?? null, next, place: { at: at + 1, of: slides.length }, ...rest };
}
