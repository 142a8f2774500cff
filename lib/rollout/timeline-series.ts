import { type NodePast, TIMELINE_SERIES, type TimelineFrame, type TimelineSeriesName } from './timeline-node.ts';

/** Step functions over time: from `at[i]` on, each series has its value at `i`, until `at[i + 1]`. */
export type TimelineSeries = Readonly<Record<TimelineSeriesName, readonly number[]>> & {
  /** Milliseconds since the epoch, ascending, each once; the first is the start, the last is now. */
  readonly at: readonly number[];
};

/** Adds up the Nodes' parts; exact at every time at which any of them changes. Costs one look at each and a sort of the times. */
export function seriesOf(pasts: readonly NodePast[], { start, now }: Pick<TimelineFrame, 'start' | 'now'>): TimelineSeries {
  const changes = new Map<number, number[]>([
    [start, TIMELINE_SERIES.map(() => 0)],
    [now, TIMELINE_SERIES.map(() => 0)],
  ]);
  const change = (at: number, series: number, by: number) => {
    const known = changes.get(at) ?? TIMELINE_SERIES.map(() => 0);
    known[series] = (known[series] ?? 0) + by;
    changes.set(at, known);
  };
  for (const past of pasts) {
    TIMELINE_SERIES.forEach((name, series) => {
      for (const { from, until } of past[name]) {
        change(from, series, 1);
        if (until !== null) change(until, series, -1);
      }
    });
  }
  const at = [...changes.keys()].sort((a, b) => a - b);
  const sums = TIMELINE_SERIES.map(() => 0);
  const columns = TIMELINE_SERIES.map((): number[] => []);
  for (const time of at) {
    changes.get(time)?.forEach((by, series) => {
      sums[series] = (sums[series] ?? 0) + by;
      columns[series]?.push(sums[series] ?? 0);
    });
  }
  return withColumns(at, (series) => columns[series] ?? []);
}

/**
 * At most `most` points of the series: of each run of points the first, the last, and the lowest and highest of every
 * series that can rise and fall, so that no dip is lost. Takes at least 16 for `most`.
 */
export function thinnedSeries(series: TimelineSeries, most: number): TimelineSeries {
  const points = series.at.length;
  if (points <= most) return series;
  const runs = Math.floor(most / POINTS_PER_RUN);
  const kept = new Set<number>();
  for (let run = 0; run < runs; run += 1) {
    const first = Math.floor((run * points) / runs);
    const last = Math.floor(((run + 1) * points) / runs) - 1;
    for (const point of [first, last, ...extremes(series.available, first, last), ...extremes(series.stale, first, last)]) {
      kept.add(point);
    }
  }
  const indices = [...kept].sort((a, b) => a - b);
  const values = TIMELINE_SERIES.map((name) => indices.map((index) => series[name][index] ?? 0));
  return withColumns(
    indices.map((index) => series.at[index] ?? 0),
    (column) => values[column] ?? [],
  );
}

const POINTS_PER_RUN = 6;

function extremes(values: readonly number[], first: number, last: number): readonly number[] {
  let lowest = first;
  let highest = first;
  for (let index = first; index <= last; index += 1) {
    if ((values[index] ?? 0) < (values[lowest] ?? 0)) lowest = index;
    if ((values[index] ?? 0) > (values[highest] ?? 0)) highest = index;
  }
  return [lowest, highest];
}

function withColumns(at: readonly number[], column: (series: number) => readonly number[]): TimelineSeries {
  const [desired = [], updated = [], available = [], stale = []] = TIMELINE_SERIES.map((_, series) => column(series));
  return { at, desired, updated, available, stale };
}
