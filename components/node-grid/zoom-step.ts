import { type GridLayout, ZOOM_STEPS, type Zoom } from './layout.ts';

/** The zoom one step larger or smaller than what is drawn now, null where there is none. */
export function zoomStep(layout: Pick<GridLayout, 'kind' | 'cellWidth'>, by: 1 | -1): Zoom | null {
  const sizes = ZOOM_STEPS.map((step) => (typeof step === 'number' ? step : Number.POSITIVE_INFINITY));
  const now = layout.kind === 'tile' ? Number.POSITIVE_INFINITY : layout.cellWidth;
  const place = by > 0 ? sizes.findIndex((size) => size > now) : sizes.findLastIndex((size) => size < now);
  return ZOOM_STEPS[place] ?? null;
}
