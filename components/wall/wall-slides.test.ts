import { describe, expect, it } from 'vitest';
import type { Phase, Summary } from '#lib/rollout/summary.ts';
import { sampleSummary } from '#lib/testing/sample-summary.ts';
import type { WallSettings } from './wall-params.ts';
import { stepSlide, wallSlides } from './wall-slides.ts';

const one = (name: string, phase: Phase = 'complete'): Summary =>
  sampleSummary({ available: 3 }, { namespace: 'n', name, phase });
const calm = (count: number) => Array.from({ length: count }, (_, index) => one(`calm-${index}`));
const ALL: Pick<WallSettings, 'chosen' | 'show'> = { chosen: [], show: 'one' };
const keys = (items: readonly Summary[], settings = ALL, current: string | null = null) =>
  wallSlides(items, { settings, tilesPerPage: 4, current }).map((slide) =>
    slide.kind === 'tiles' ? slide.items.map(({ name }) => name).join(' ') : slide.key,
  );

describe('wallSlides', () => {
  it('[WALL-10] what needs a person comes first, then what moves, then the rest together on pages', () => {
    const items = [one('rolls', 'rollingOut'), ...calm(6), one('stuck', 'stalled'), one('waits', 'waitingForDelete')];
    expect(keys(items)).toEqual(['n/stuck', 'n/waits', 'n/rolls', 'calm-0 calm-1 calm-2', 'calm-3 calm-4 calm-5']);
  });

  it('[WALL-11] a few quiet ones are shown one by one', () => {
    expect(keys(calm(1))).toEqual(['n/calm-0']);
    expect(keys([...calm(3), one('bad', 'degraded')])).toEqual(['n/bad', 'n/calm-0', 'n/calm-1', 'n/calm-2']);
  });

  it('[WALL-12] the one that is shown stays a slide when it becomes quiet', () => {
    expect(keys(calm(6), ALL, 'n/calm-5')).toEqual(['n/calm-5', 'calm-0 calm-1 calm-2', 'calm-3 calm-4']);
  });

  it('[WALL-13] chosen ones come as chosen, those that do not exist too; as tiles only those that exist', () => {
    const chosen = [
      { namespace: 'n', name: 'calm-1' },
      { namespace: 'n', name: 'gone' },
      { namespace: 'n', name: 'calm-0' },
    ];
    expect(keys(calm(6), { chosen, show: 'one' })).toEqual(['n/calm-1', 'n/gone', 'n/calm-0']);
    expect(keys(calm(6), { chosen, show: 'all' })).toEqual(['calm-1 calm-0']);
  });

  it('[WALL-14] an empty cluster has one page without tiles when all are asked for, else none', () => {
    expect(keys([], { chosen: [], show: 'all' })).toEqual(['']);
    expect(keys([])).toEqual([]);
  });

  it('[WALL-15] the turns go round both ways, and go on from its place when a slide is gone', () => {
    const slides = wallSlides(calm(3), { settings: ALL, tilesPerPage: 4, current: null });
    expect(stepSlide(slides, { key: 'n/calm-2', at: 2 }, 1)).toBe('n/calm-0');
    expect(stepSlide(slides, { key: 'n/calm-0', at: 0 }, -1)).toBe('n/calm-2');
    expect(stepSlide(slides, { key: 'n/gone', at: 1 }, 1)).toBe('n/calm-1');
    expect(stepSlide(slides, { key: 'n/gone', at: 1 }, -1)).toBe('n/calm-0');
    expect(stepSlide([], { key: null, at: 0 }, 1)).toBe(null);
  });
});
