import { type CellGlyph, type CellLook, STATE_APPEARANCE } from './appearance.ts';
import { FIRST_STRONG_TONE, type Palette, TONE_TOKENS } from './palette.ts';

/** The part of CanvasRenderingContext2D that painting needs; both canvas kinds have it. */
export type CellContext = Pick<
  CanvasRenderingContext2D,
  | 'beginPath'
  | 'moveTo'
  | 'lineTo'
  | 'arc'
  | 'closePath'
  | 'roundRect'
  | 'rect'
  | 'fill'
  | 'stroke'
  | 'fillRect'
  | 'clip'
  | 'save'
  | 'restore'
> & { fillStyle: unknown; strokeStyle: unknown; lineWidth: number; lineCap: string; lineJoin: string; globalAlpha: number };

export interface CellBox {
  readonly x: number;
  readonly y: number;
  readonly size: number;
}

/** Smallest size with hatch and corner, and smallest size with glyphs. Below, fill and outline alone tell the states apart. */
export const DETAIL_SIZE = 7;
export const GLYPH_SIZE = 15;

/** Draws one cell. The only painter of cells: grid, strip, chips and help use it, so that a state looks the same everywhere. */
export function paintCell(context: CellContext, box: CellBox, look: CellLook, palette: Palette): void {
  const { size } = box;
  paintBody(context, box, look, palette);
  if (look.stale && size >= DETAIL_SIZE && look.state !== 'surging') paintCorner(context, box, palette);
  const { glyph } = STATE_APPEARANCE[look.state];
  if (glyph && size >= GLYPH_SIZE) paintGlyph(context, box, glyph, look, palette);
  if (look.trouble !== 'none' && size >= DETAIL_SIZE) paintTrouble(context, box, look, palette);
}

function radiusOf(size: number): number {
  return size >= 30 ? 5 : size > 10 ? 3 : size > 5 ? 1.5 : 0;
}

function roundedBox(context: CellContext, { x, y, size }: CellBox, inset: number): void {
  context.beginPath();
  context.roundRect(x + inset, y + inset, size - 2 * inset, size - 2 * inset, Math.max(0, radiusOf(size) - inset / 2));
}

/** The token that fills a cell by the scale, undefined when its state does. */
function toneToken({ tone = -1 }: CellLook) {
  return TONE_TOKENS[tone];
}

function paintBody(context: CellContext, box: CellBox, look: CellLook, palette: Palette): void {
  const tone = toneToken(look);
  if (tone) {
    roundedBox(context, box, 0);
    context.fillStyle = palette[tone];
    context.fill();
    return;
  }
  const { fill, shape } = STATE_APPEARANCE[look.state];
  const { x, y, size } = box;
  if (shape === 'outline' || shape === 'tint') {
    const line = size > 10 ? 2 : 1.5;
    if (shape === 'tint') {
      roundedBox(context, box, 0);
      context.globalAlpha *= 0.3;
      context.fillStyle = palette[fill];
      context.fill();
      context.globalAlpha /= 0.3;
    }
    roundedBox(context, box, line / 2);
    context.strokeStyle = palette[fill];
    context.lineWidth = line;
    context.stroke();
    return;
  }
  roundedBox(context, box, 0);
  context.fillStyle = shape === 'half' ? palette.ready : palette[fill];
  context.fill();
  if (shape === 'solid' || size < 5) return;
  context.save();
  roundedBox(context, box, 0);
  context.clip();
  if (shape === 'hatch' && size >= DETAIL_SIZE) paintHatch(context, box, palette);
  if (shape === 'half') {
    context.fillStyle = palette.available;
    context.fillRect(x, y + size / 2, size, size / 2);
  }
  if (shape === 'split') {
    context.fillStyle = palette.stale;
    triangle(context, [x, y], [x + size, y], [x + size, y + size]);
  }
  context.restore();
}

function paintHatch(context: CellContext, { x, y, size }: CellBox, palette: Palette): void {
  context.strokeStyle = palette.offline;
  context.lineWidth = 1;
  context.beginPath();
  for (let offset = -size + 2; offset < size; offset += 4) {
    context.moveTo(x + offset, y + size);
    context.lineTo(x + offset + size, y);
  }
  context.stroke();
}

function paintCorner(context: CellContext, { x, y, size }: CellBox, palette: Palette): void {
  const cut = size * (size >= 30 ? 0.36 : 0.48);
  context.fillStyle = palette.panel;
  triangle(context, [x + size - cut, y - 0.5], [x + size + 0.5, y - 0.5], [x + size + 0.5, y + cut]);
}

function triangle(context: CellContext, ...points: readonly (readonly [number, number])[]): void {
  context.beginPath();
  points.forEach(([x, y], index) => {
    index === 0 ? context.moveTo(x, y) : context.lineTo(x, y);
  });
  context.closePath();
  context.fill();
}

function paintGlyph(context: CellContext, box: CellBox, glyph: NonNullable<CellGlyph>, look: CellLook, palette: Palette): void {
  const centreX = box.x + box.size / 2;
  const centreY = box.y + box.size / 2;
  const unit = Math.min(box.size, 26) / 19;
  const at = (x: number, y: number): [number, number] => [centreX + x * unit, centreY + y * unit];
  const colour = palette[glyphToken(look)];
  context.strokeStyle = colour;
  context.fillStyle = colour;
  context.lineWidth = 1.9 * unit;
  context.lineCap = 'round';
  context.lineJoin = 'round';
  GLYPHS[glyph](context, at, unit);
}

function glyphToken(look: CellLook) {
  const { shape, fill } = STATE_APPEARANCE[look.state];
  if (toneToken(look)) return (look.tone ?? 0) >= FIRST_STRONG_TONE ? 'panel' : 'ink';
  return shape === 'solid' ? 'on-state' : fill;
}

type Place = (x: number, y: number) => [number, number];

const GLYPHS: Record<NonNullable<CellGlyph>, (context: CellContext, at: Place, unit: number) => void> = {
  cross(context, at) {
    strokeLines(context, [at(-3, -3), at(3, 3)], [at(3, -3), at(-3, 3)]);
  },
  bang(context, at, unit) {
    strokeLines(context, [at(0, -4), at(0, 0.8)]);
    context.beginPath();
    context.arc(...at(0, 3.9), 1.15 * unit, 0, Math.PI * 2);
    context.fill();
  },
  bolt(context, at) {
    strokeLines(context, [at(1, -4.4), at(-2, 0.4), at(2, -0.4), at(-1, 4.4)]);
  },
  quarter(context, at, unit) {
    context.lineWidth = 1.4 * unit;
    context.beginPath();
    context.arc(...at(0, 0), 3.6 * unit, 0, Math.PI * 2);
    context.stroke();
    context.beginPath();
    context.moveTo(...at(0, 0));
    context.arc(...at(0, 0), 3.6 * unit, -Math.PI / 2, 0);
    context.closePath();
    context.fill();
  },
  cycle(context, at, unit) {
    context.lineWidth = 1.5 * unit;
    context.beginPath();
    context.arc(...at(0, 0), 3.4 * unit, -Math.PI * 0.35, Math.PI * 1.2);
    context.stroke();
    triangle(context, at(-0.6, -4.9), at(3.6, -3.6), at(0.6, -0.9));
  },
};

function strokeLines(context: CellContext, ...lines: readonly (readonly [number, number][])[]): void {
  context.beginPath();
  for (const line of lines) {
    line.forEach(([x, y], index) => {
      index === 0 ? context.moveTo(x, y) : context.lineTo(x, y);
    });
  }
  context.stroke();
}

/** A dot for a Node in trouble, a bar for a cordoned one, with a rim so that it shows on every fill. */
function paintTrouble(context: CellContext, { x, y, size }: CellBox, look: CellLook, palette: Palette): void {
  const radius = Math.max(1.4, Math.min(3.4, size * 0.13));
  context.beginPath();
  if (look.trouble === 'broken') context.arc(x + radius + 1.2, y + size - radius - 1.2, radius, 0, Math.PI * 2);
  else context.rect(x + size * 0.2, y + size - Math.max(1.5, size * 0.12) - 1, size * 0.6, Math.max(1.5, size * 0.12));
  context.fillStyle = palette.ink;
  context.strokeStyle = palette.panel;
  context.lineWidth = size >= GLYPH_SIZE ? 1.6 : 0.8;
  context.stroke();
  context.fill();
}
