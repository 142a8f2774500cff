import type { PaletteToken } from '#components/node-cell/palette.ts';
import type { TimelineSeriesName } from '#lib/rollout/timeline-node.ts';

interface SeriesLook {
  readonly token: PaletteToken;
  readonly width: number;
  /** Lines differ in dash as well as in hue. */
  readonly dash: readonly [number, number] | null;
  /** The same line in the legend. */
  readonly legend: string;
  /** kubectl's word for the count. */
  readonly word: string;
}

/** How each series is drawn, the same in the chart and in its legend. */
export const SERIES_LOOK: Readonly<Record<TimelineSeriesName, SeriesLook>> = {
  desired: { token: 'mute', width: 1, dash: [2, 3], legend: 'border-t border-dotted border-mute', word: 'DESIRED' },
  updated: { token: 'starting', width: 2, dash: null, legend: 'border-t-2 border-starting', word: 'UP-TO-DATE' },
  available: { token: 'available', width: 2, dash: null, legend: 'border-t-4 border-available', word: 'AVAILABLE' },
  stale: { token: 'stale', width: 2, dash: [6, 3], legend: 'border-t-2 border-dashed border-stale', word: 'STALE' },
};
