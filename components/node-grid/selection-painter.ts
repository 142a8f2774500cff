import { cellBox, positionsWithin } from './layout.ts';
import type { GridScene } from './scene.ts';
import type { SelectionStore } from './selection-store.ts';

/** The picture reaches so far beyond the cells on every side: rings lie outside of them. */
export const RING_ROOM = 3;

/**
 * Draws a ring around every chosen cell that the canvas covers. In the colour of text, which no state has and forced colours
 * know; it lies in the gap between the cells, so that what a cell says stays as it is.
 */
export function paintSelection(canvas: HTMLCanvasElement, scene: GridScene, store: SelectionStore): void {
  const context = canvas.getContext('2d');
  if (!context) return;
  // A canvas of the grid's size costs its bytes and a layer in each frame, and most of the time nothing is chosen.
  canvas.hidden = !store.shows;
  if (!store.shows) return;
  const { layout, order, palette, top, height } = scene;
  const scale = window.devicePixelRatio || 1;
  const width = Math.round((layout.width + 2 * RING_ROOM) * scale);
  const tall = Math.round((height + 2 * RING_ROOM) * scale);
  if (canvas.width !== width || canvas.height !== tall) [canvas.width, canvas.height] = [width, tall];
  context.setTransform(scale, 0, 0, scale, RING_ROOM * scale, (RING_ROOM - top) * scale);
  context.clearRect(-RING_ROOM, top - RING_ROOM, layout.width + 2 * RING_ROOM, height + 2 * RING_ROOM);
  const line = Math.max(1, Math.min(2, layout.gap - 0.5));
  const radius = layout.kind === 'tile' ? 7 : layout.cellWidth > 10 ? 4 : 0;
  context.beginPath();
  for (const { from, to } of positionsWithin(layout, top, top + height)) {
    for (let position = from; position < to; position++) {
      const box = store.has(order.slots[position] ?? -1) ? cellBox(layout, position) : undefined;
      if (!box) continue;
      const ring = [box.x - line / 2, box.y - line / 2, box.width + line, box.height + line] as const;
      if (radius > 0) context.roundRect(...ring, radius);
      else context.rect(...ring);
    }
  }
  context.strokeStyle = palette.ink;
  context.lineWidth = line;
  context.stroke();
}
