import { cellLook, STATE_APPEARANCE } from '#components/node-cell/appearance.ts';
import { paintCell } from '#components/node-cell/paint-cell.ts';
import type { Palette } from '#components/node-cell/palette.ts';
import { truncateMiddle } from '#components/ui/middle-text.tsx';
import { BLIT_SIZE, blitAll, blitCell } from './blit.ts';
import { type Box, cellBox, positionsWithin } from './layout.ts';
import { cellOf, type GridScene, stateOf } from './scene.ts';
import { createSpriteSheet, type SpriteSheet } from './sprites.ts';

const DIMMED = 0.2;
const TILE_FONT = '550 12px "JetBrains Mono Variable", ui-monospace, monospace';
const DETAIL_FONT = '11px "Inter Variable", system-ui, sans-serif';
/** Width of one character of TILE_FONT. */
const TILE_CHARACTER = 7.2;

/** Draws the grid into one canvas: all of it, or only the cells that changed. */
export interface GridPainter {
  paintAll(scene: GridScene): void;
  paintSlots(scene: GridScene, slots: Iterable<number>, glow?: (slot: number) => number): void;
}

/** Makes a painter for a canvas. */
export function createGridPainter(canvas: HTMLCanvasElement): GridPainter {
  const context = canvas.getContext('2d');
  let sheet: { key: string; sprites: SpriteSheet } | null = null;

  const spritesFor = ({ layout, palette }: GridScene, scale: number): SpriteSheet => {
    const key = `${layout.cellWidth}@${scale}:${Object.values(palette).join()}`;
    if (sheet?.key !== key) sheet = { key, sprites: createSpriteSheet(layout.cellWidth, scale, palette) };
    return sheet.sprites;
  };

  return {
    paintAll(scene) {
      if (!context) return;
      const scale = window.devicePixelRatio || 1;
      const width = Math.round(scene.layout.width * scale);
      const height = Math.round(scene.height * scale);
      if (canvas.width !== width || canvas.height !== height) {
        canvas.width = width;
        canvas.height = height;
      }
      context.setTransform(scale, 0, 0, scale, 0, -scene.top * scale);
      context.clearRect(0, scene.top, scene.layout.width, scene.height);
      const sprites = scene.layout.kind === 'cell' ? spritesFor(scene, scale) : null;
      if (sprites && isSmall(scene)) {
        blitAll(context, scene, { scale, sprites });
        return;
      }
      for (const { from, to } of positionsWithin(scene.layout, scene.top, scene.top + scene.height)) {
        for (let position = from; position < to; position++) paintPosition(context, scene, position, sprites);
      }
    },
    paintSlots(scene, slots, glow) {
      if (!context) return;
      const scale = window.devicePixelRatio || 1;
      const sprites = scene.layout.kind === 'cell' ? spritesFor(scene, scale) : null;
      for (const slot of slots) {
        const position = scene.order.positions[slot] ?? -1;
        const box = position < 0 ? undefined : cellBox(scene.layout, position);
        if (!box || box.y + box.height < scene.top || box.y > scene.top + scene.height) continue;
        if (sprites && isSmall(scene)) blitCell(context, scene, { slot, ...box, scale, sprites });
        else {
          context.clearRect(box.x - 1, box.y - 1, box.width + 2, box.height + 2);
          paintPosition(context, scene, position, sprites);
        }
        const strength = glow?.(slot) ?? 0;
        if (strength > 0) paintGlow(context, box, scene.palette, strength);
      }
    },
  };
}

function isSmall({ layout }: GridScene): boolean {
  return layout.kind === 'cell' && layout.cellWidth <= BLIT_SIZE;
}

function paintPosition(context: CanvasRenderingContext2D, scene: GridScene, position: number, sprites: SpriteSheet | null): void {
  const slot = scene.order.slots[position] ?? 0;
  const box = cellBox(scene.layout, position);
  if (!box || !scene.live.present[slot]) return;
  if (sprites) {
    sprites.draw(context, box.x, box.y, cellOf(scene, slot));
    return;
  }
  context.globalAlpha = scene.matches?.(slot) === false ? DIMMED : 1;
  paintTile(context, scene, slot, box);
  context.globalAlpha = 1;
}

function paintTile(context: CanvasRenderingContext2D, scene: GridScene, slot: number, box: Box): void {
  const { live, palette } = scene;
  const state = stateOf(live, slot);
  const { x, y, width, height } = box;
  const alpha = context.globalAlpha;
  context.beginPath();
  context.roundRect(x + 0.5, y + 0.5, width - 1, height - 1, 6);
  context.fillStyle = palette[STATE_APPEARANCE[state].fill];
  context.globalAlpha = alpha * (state === 'ineligible' ? 0.35 : 0.09);
  context.fill();
  context.globalAlpha = alpha;
  context.strokeStyle = palette.line;
  context.lineWidth = 1;
  context.stroke();
  const look = { ...cellLook(state, live.marks[slot] ?? 0, live.trouble[slot] ?? 0), tone: scene.toneOf?.(slot) ?? -1 };
  const icon = height >= 60 ? 28 : height >= 50 ? 24 : 20;
  const pad = Math.min(12, (height - icon) / 2);
  paintCell(context, { x: x + pad, y: y + (height - icon) / 2, size: icon }, look, palette);
  const textX = x + pad + icon + 10;
  const room = width - (textX - x) - 8;
  const lines = scene.describe(slot).slice(0, height >= 60 ? 2 : 1);
  const top = y + (height - 15 - lines.length * 15) / 2;
  context.textBaseline = 'alphabetic';
  context.textAlign = 'left';
  context.font = TILE_FONT;
  context.fillStyle = state === 'ineligible' ? palette.mute : palette.ink;
  context.fillText(
    truncateMiddle(live.name(slot).slice(0, -scene.domain.length || undefined), Math.floor(room / TILE_CHARACTER)),
    textX,
    top + 12,
    room,
  );
  context.font = DETAIL_FONT;
  context.fillStyle = palette.mute;
  lines.forEach((line, index) => {
    context.fillText(fitText(context, line, room), textX, top + 27 + index * 15, room);
  });
}

function fitText(context: CanvasRenderingContext2D, text: string, room: number): string {
  if (context.measureText(text).width <= room) return text;
  let fitted = text;
  while (fitted.length > 1 && context.measureText(`${fitted}…`).width > room) fitted = fitted.slice(0, -1);
  return `${fitted}…`;
}

function paintGlow(context: CanvasRenderingContext2D, box: Box, palette: Palette, strength: number): void {
  context.globalAlpha = strength * 0.55;
  context.fillStyle = palette.panel;
  context.beginPath();
  context.roundRect(box.x, box.y, box.width, box.height, box.width > 10 ? 3 : 1);
  context.fill();
  context.globalAlpha = 1;
}
