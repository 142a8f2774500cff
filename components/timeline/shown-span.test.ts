import { describe, expect, it } from 'vitest';
import type { Timeline } from '#lib/rollout/timeline.ts';
import { pointAt, sampledRows, shownSpan } from './shown-span.ts';

const SERIES = {
  at: [0, 10_000, 50_000, 900_000],
  desired: [3, 3, 3, 3],
  updated: [0, 1, 3, 3],
  available: [3, 2, 3, 3],
  stale: [3, 2, 0, 0],
};
const timeline = { start: 0, now: 900_000, series: SERIES } as unknown as Timeline;

describe('what a timeline shows', () => {
  it('[SPAN-1] runs to now while the update runs, and ends soon after the last change when it is over', () => {
    expect(shownSpan(timeline, { running: true })).toMatchObject({ from: 0, until: 900_000 });
    const over = shownSpan(timeline, { running: false });
    expect(over.until).toBe(60_000);
    expect(over.series).toMatchObject({ at: [0, 10_000, 50_000, 60_000], updated: [0, 1, 3, 3], stale: [3, 2, 0, 0] });
  });

  it('[SPAN-2] finds the point that holds at a moment', () => {
    expect([-5, 0, 9_999, 10_000, 60_000, 10_000_000].map((moment) => pointAt(SERIES.at, moment))).toEqual([0, 0, 0, 1, 2, 3]);
  });

  it('[SPAN-3] tells the chart as rows, the first and the last among them', () => {
    expect(sampledRows(SERIES, 3).map(({ at }) => at)).toEqual([0, 50_000, 900_000]);
    expect(sampledRows(SERIES, 12)).toHaveLength(4);
    expect(sampledRows(SERIES, 2)[1]).toEqual({ at: 900_000, desired: 3, updated: 3, available: 3, stale: 0 });
  });
});
