import type { CellLook } from '#components/node-cell/appearance.ts';
import { paintCell } from '#components/node-cell/paint-cell.ts';
import type { Palette } from '#components/node-cell/palette.ts';

/** Draws cells of one size and palette: each look is painted once, then copied, which costs the same for every look. */
export interface SpriteSheet {
  draw(context: CanvasRenderingContext2D, x: number, y: number, look: CellLook): void;
}

/** Makes a sheet for one cell size in CSS pixels at a device pixel ratio. */
export function createSpriteSheet(size: number, scale: number, palette: Palette): SpriteSheet {
  const sprites = new Map<string, HTMLCanvasElement>();
  // The corner's cut and outlines reach half a pixel over the edge.
  const margin = 1;
  const side = size + 2 * margin;
  const make = (look: CellLook) => {
    const canvas = document.createElement('canvas');
    canvas.width = Math.ceil(side * scale);
    canvas.height = Math.ceil(side * scale);
    const context = canvas.getContext('2d');
    if (!context) return canvas;
    context.scale(scale, scale);
    paintCell(context, { x: margin, y: margin, size }, look, palette);
    return canvas;
  };
  return {
    draw(context, x, y, look) {
      const key = `${look.state}${look.stale ? 's' : ''}${look.trouble}`;
      let sprite = sprites.get(key);
      if (!sprite) {
        sprite = make(look);
        sprites.set(key, sprite);
      }
      context.drawImage(sprite, x - margin, y - margin, sprite.width / scale, sprite.height / scale);
    },
  };
}
