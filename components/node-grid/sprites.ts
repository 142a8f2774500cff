import { paintCell } from '#components/node-cell/paint-cell.ts';
import type { Palette } from '#components/node-cell/palette.ts';
import { lookOfCell } from './cell-number.ts';

const DIMMED = 0.2;
/** The corner's cut and outlines reach half a pixel over the edge. */
const MARGIN = 1;

/** Cells of one size and palette, by their numbers: each is painted once, then copied, which costs the same for every look. */
export interface SpriteSheet {
  draw(context: CanvasRenderingContext2D, x: number, y: number, cell: number): void;
  /** The cell alone as pixels of the device, row by row. */
  pixels(cell: number): Uint32Array;
  /** The same pixels as a picture. */
  image(cell: number): ImageData;
  /** Device pixels of a cell's side. */
  readonly side: number;
}

/** Makes a sheet for one cell size in CSS pixels at a device pixel ratio. */
export function createSpriteSheet(size: number, scale: number, palette: Palette): SpriteSheet {
  const sprites: (HTMLCanvasElement | undefined)[] = [];
  const pictures: (Picture | undefined)[] = [];
  const side = Math.max(1, Math.round(size * scale));
  const pictureOf = (cell: number): Picture => {
    const known = pictures[cell] ?? pictureFrom(make(cell, { size, scale, palette, margin: 0 }), side);
    pictures[cell] = known;
    return known;
  };
  return {
    side,
    draw(context, x, y, cell) {
      const sprite = sprites[cell] ?? make(cell, { size, scale, palette, margin: MARGIN });
      sprites[cell] = sprite;
      context.drawImage(sprite, x - MARGIN, y - MARGIN, sprite.width / scale, sprite.height / scale);
    },
    pixels: (cell) => pictureOf(cell).pixels,
    image: (cell) => pictureOf(cell).image,
  };
}

interface Sheet {
  readonly size: number;
  readonly scale: number;
  readonly palette: Palette;
  readonly margin: number;
}

function make(cell: number, { size, scale, palette, margin }: Sheet): HTMLCanvasElement {
  const { look, dimmed } = lookOfCell(cell);
  const canvas = document.createElement('canvas');
  canvas.width = Math.ceil((size + 2 * margin) * scale);
  canvas.height = canvas.width;
  const context = canvas.getContext('2d', { willReadFrequently: margin === 0 });
  if (!context) return canvas;
  context.scale(scale, scale);
  context.globalAlpha = dimmed ? DIMMED : 1;
  paintCell(context, { x: margin, y: margin, size }, look, palette);
  return canvas;
}

interface Picture {
  readonly image: ImageData;
  /** What the image is made of. */
  readonly pixels: Uint32Array;
}

function pictureFrom(canvas: HTMLCanvasElement, side: number): Picture {
  const image = canvas.getContext('2d')?.getImageData(0, 0, side, side) ?? new ImageData(side, side);
  return { image, pixels: new Uint32Array(image.data.buffer) };
}
