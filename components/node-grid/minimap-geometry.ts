import type { GridLayout } from './layout.ts';

/** The map beside a grid that is taller than its room: as wide as `width`, as tall as the room. */
export interface MapSize {
  readonly width: number;
  readonly height: number;
}

const WIDE = 72;
const NARROW = 40;
/** Rooms narrower than this have little to spare. */
const NARROW_ROOM = 600;
export const MAP_GAP = 10;
/** The frame stays large enough to be taken hold of. */
const LEAST_FRAME = 14;

/** The width of the map in a room. */
export function mapWidth(roomWidth: number): number {
  return roomWidth < NARROW_ROOM ? NARROW : WIDE;
}

/** Where the part of the grid in view stands on the map. */
export function frameOf(
  map: MapSize,
  layout: Pick<GridLayout, 'height'>,
  view: { readonly top: number; readonly height: number },
) {
  const scale = map.height / Math.max(1, layout.height);
  const height = Math.min(map.height, Math.max(LEAST_FRAME, view.height * scale));
  const hidden = Math.max(0, layout.height - view.height);
  const share = hidden === 0 ? 0 : Math.min(1, Math.max(0, view.top / hidden));
  return { top: share * (map.height - height), height };
}

/** How far the grid is scrolled when the frame's top stands at a height of the map: the inverse of `frameOf`. */
export function scrollOf(
  map: MapSize,
  layout: Pick<GridLayout, 'height'>,
  frame: { readonly top: number; readonly viewHeight: number },
): number {
  const { height } = frameOf(map, layout, { top: 0, height: frame.viewHeight });
  const room = map.height - height;
  const share = room <= 0 ? 0 : Math.min(1, Math.max(0, frame.top / room));
  return share * Math.max(0, layout.height - frame.viewHeight);
}
