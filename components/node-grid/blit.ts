import { type GridLayout, positionsWithin, sectionAt } from './layout.ts';
import { cellOf, type GridScene } from './scene.ts';
import type { SpriteSheet } from './sprites.ts';

/** Up to this size of a cell there are so many that they are copied as pixels: 100,000 calls of the canvas would take seconds. */
export const BLIT_SIZE = 12;
/** Height in device pixels of the strips that a large picture is put together from, so that one buffer serves all. */
const STRIP = 384;

interface Place {
  readonly scale: number;
  readonly sprites: SpriteSheet;
}

/** Copies every cell that the canvas covers; the canvas is clear. */
export function blitAll(context: CanvasRenderingContext2D, scene: GridScene, { scale, sprites }: Place): void {
  const { layout, top, height } = scene;
  const width = context.canvas.width;
  const pitch = (layout.cellHeight + layout.gap) * scale;
  const rowsPerStrip = Math.max(1, Math.floor((STRIP - sprites.side) / pitch));
  const strip = context.createImageData(width, Math.ceil(rowsPerStrip * pitch) + sprites.side);
  const pixels = new Uint32Array(strip.data.buffer);
  for (const { from, to } of positionsWithin(layout, top, top + height)) {
    for (let start = from; start < to; start += rowsPerStrip * layout.columns) {
      const end = Math.min(to, start + rowsPerStrip * layout.columns);
      pixels.fill(0);
      const y = Math.round((rowTop(layout, start) - top) * scale);
      copyCells({ pixels, width }, scene, { start, end, y, scale, sprites });
      const used = Math.round((rowTop(layout, end - 1) - top) * scale) + sprites.side - y;
      context.putImageData(strip, 0, y, 0, 0, width, used);
    }
  }
}

function rowTop(layout: GridLayout, position: number): number {
  const section = sectionAt(layout, position);
  if (!section) return 0;
  return section.cellsTop + Math.floor((position - section.start) / layout.columns) * (layout.cellHeight + layout.gap);
}

interface Strip extends Place {
  readonly start: number;
  readonly end: number;
  /** Of the strip, in device pixels from the top of the canvas. */
  readonly y: number;
}

/** `start` begins a row. */
function copyCells(
  target: { pixels: Uint32Array; width: number },
  scene: GridScene,
  { start, end, y, scale, sprites }: Strip,
): void {
  const { layout, live, order, top } = scene;
  for (let rowStart = start; rowStart < end; rowStart += layout.columns) {
    const rowY = Math.round((rowTop(layout, rowStart) - top) * scale) - y;
    const rowEnd = Math.min(end, rowStart + layout.columns);
    for (let position = rowStart; position < rowEnd; position++) {
      const slot = order.slots[position] ?? 0;
      if (!live.present[slot]) continue;
      // Rounding may carry the last column over the edge; its pixels would wrap to the next line.
      const x = Math.min(
        target.width - sprites.side,
        Math.round((position - rowStart) * (layout.cellWidth + layout.gap) * scale),
      );
      copyCell(target, rowY * target.width + x, sprites.pixels(cellOf(scene, slot)), sprites.side);
    }
  }
}

function copyCell(
  { pixels, width }: { pixels: Uint32Array; width: number },
  at: number,
  sprite: Uint32Array,
  side: number,
): void {
  let from = 0;
  for (let row = 0; row < side; row++) {
    let to = at + row * width;
    for (let column = 0; column < side; column++) pixels[to++] = sprite[from++] ?? 0;
  }
}

/** Copies one cell over what was there. */
export function blitCell(
  context: CanvasRenderingContext2D,
  scene: GridScene,
  { slot, x, y, scale, sprites }: Place & { readonly slot: number; readonly x: number; readonly y: number },
): void {
  context.putImageData(sprites.image(cellOf(scene, slot)), Math.round(x * scale), Math.round((y - scene.top) * scale));
}
