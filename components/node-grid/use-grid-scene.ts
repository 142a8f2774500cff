'use client';
import { type RefObject, useMemo } from 'react';
import { usePalette } from '#components/node-cell/use-palette.ts';
import { sharedDomain } from '#components/ui/short-names.ts';
import type { LiveDaemonSet } from '#lib/client/live-daemon-set.ts';
import type { ToneOf } from './colouring.ts';
import type { ShownOrder } from './fold-order.ts';
import { type GridLayout, layoutGrid, type Zoom } from './layout.ts';
import { MAP_GAP, type MapSize, mapWidth } from './minimap-geometry.ts';
import { searchMatcher } from './node-filter.ts';
import type { NodeWords } from './node-words.ts';
import type { GridScene } from './scene.ts';
import { useCanvasWindow } from './use-canvas-window.ts';
import { type Room, useRoom } from './use-room.ts';

interface GridSceneInput {
  readonly scroller: RefObject<HTMLElement | null>;
  readonly live: LiveDaemonSet;
  readonly order: ShownOrder;
  readonly zoom: Zoom;
  readonly search: string;
  readonly words: NodeWords;
  readonly toneOf: ToneOf | null;
}

interface Plan {
  readonly layout: GridLayout;
  /** The map beside a grid that does not fit, null when all of it is in view. */
  readonly map: MapSize | null;
}

/** Where everything of the grid stands, and the picture of the part that the canvas covers; null until there is room. */
export function useGridScene({ scroller, live, order, zoom, search, words, toneOf }: GridSceneInput) {
  const room = useRoom(scroller);
  const palette = usePalette();
  const plan = useMemo(() => (room ? planGrid(room, order, zoom) : null), [room, order, zoom]);
  const layout = plan?.layout ?? null;
  const pane = useCanvasWindow(scroller, layout?.height ?? 0, room?.height ?? 0);
  const matches = useMemo(() => searchMatcher(live, search), [live, search]);
  const domain = useMemo(
    () => (layout?.kind === 'tile' ? sharedDomain(Array.from(order.slots, (slot) => live.name(slot))) : ''),
    [layout?.kind, order, live],
  );
  const scene = useMemo<GridScene | null>(
    () =>
      layout && palette
        ? { live, order, layout, palette, top: pane.top, height: pane.height, matches, toneOf, describe: words.detail, domain }
        : null,
    [live, order, layout, palette, pane.top, pane.height, matches, toneOf, words, domain],
  );
  return { room, layout, map: plan?.map ?? null, pane, scene };
}

/** Lays the grid out over the whole width when it fits then, else beside its map. */
export function planGrid(room: Room, { sections }: Pick<ShownOrder, 'sections'>, zoom: Zoom): Plan {
  const layout = layoutGrid({ ...room, sections, zoom });
  if (layout.height <= room.height) return { layout, map: null };
  const width = mapWidth(room.width);
  const beside = layoutGrid({ width: room.width - width - MAP_GAP, height: room.height, sections, zoom });
  return { layout: beside, map: { width, height: room.height } };
}
