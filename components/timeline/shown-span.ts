import type { Timeline } from '#lib/rollout/timeline.ts';
import { TIMELINE_SERIES, type TimelineSeriesName } from '#lib/rollout/timeline-node.ts';
import type { TimelineSeries } from '#lib/rollout/timeline-series.ts';

/** The part of a timeline that is shown: up to now while the update runs, else a little past its last change. */
export interface ShownSpan {
  readonly from: number;
  readonly until: number;
  readonly series: TimelineSeries;
}

const LEAST_MS = 10_000;
const AFTER_END = 0.06;

/** Cuts the quiet time after an update that is over, so that the update itself fills the room. */
export function shownSpan({ start, now, series }: Timeline, { running }: { readonly running: boolean }): ShownSpan {
  const last = lastChange(series);
  const until = running ? Math.max(now, start + LEAST_MS) : last + Math.max(LEAST_MS, (last - start) * AFTER_END);
  const kept = series.at.filter((at) => at <= until).length;
  const cut = (values: readonly number[]) => [...values.slice(0, kept), values[kept - 1] ?? 0];
  const [desired = [], updated = [], available = [], stale = []] = TIMELINE_SERIES.map((name) => cut(series[name]));
  return { from: start, until, series: { at: [...series.at.slice(0, kept), until], desired, updated, available, stale } };
}

/** Index of the point that holds at this moment. */
export function pointAt(at: readonly number[], moment: number): number {
  let low = 0;
  let high = at.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((at[middle] ?? 0) <= moment) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** At most `most` moments, evenly over the points, with what each series says there: the text twin of the chart. */
export function sampledRows(
  { at, ...series }: TimelineSeries,
  most: number,
): readonly ({ readonly at: number } & Readonly<Record<TimelineSeriesName, number>>)[] {
  const rows = Math.min(most, at.length);
  return Array.from({ length: rows }, (_, row) => {
    const point = rows === 1 ? 0 : Math.round((row * (at.length - 1)) / (rows - 1));
    const value = (name: TimelineSeriesName) => series[name][point] ?? 0;
    const counts = { desired: value('desired'), updated: value('updated'), available: value('available'), stale: value('stale') };
    return { at: at[point] ?? 0, ...counts };
  });
}

function lastChange({ at, ...series }: TimelineSeries): number {
  let last = 0;
  for (let point = 1; point < at.length; point += 1) {
    if (TIMELINE_SERIES.some((name) => series[name][point] !== series[name][point - 1])) last = point;
  }
  return at[last] ?? 0;
}
