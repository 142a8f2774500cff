import { STATE_APPEARANCE } from '#components/node-cell/appearance.ts';
import { type Palette, TONE_TOKENS } from '#components/node-cell/palette.ts';
import { ATTENTION_ORDER, NODE_ROLLOUT_STATES } from '#lib/rollout/node-rollout-state.ts';
import type { MapSize } from './minimap-geometry.ts';
import { finishSteps, type Steps } from './run-steps.ts';
import type { GridScene } from './scene.ts';

const STATES = NODE_ROLLOUT_STATES.length;

/** Cells that are looked at in a step. */
const CELLS_A_STEP = 8_192;

/** Draws the whole grid small. Where several Nodes share a pixel the one shows that needs attention most, or has the highest tone. */
export function* minimapSteps(canvas: HTMLCanvasElement, scene: GridScene, map: MapSize): Steps<void> {
  const context = canvas.getContext('2d');
  if (!context) return;
  const scale = window.devicePixelRatio || 1;
  const width = Math.max(1, Math.round(map.width * scale));
  const height = Math.max(1, Math.round(map.height * scale));
  const ranks = yield* rankingSteps(scene, { width, height });
  yield;
  if (canvas.width !== width || canvas.height !== height) [canvas.width, canvas.height] = [width, height];
  const colours = coloursOf(scene.palette);
  const image = context.createImageData(width, height);
  const pixels = new Uint32Array(image.data.buffer);
  for (let pixel = 0; pixel < ranks.length; pixel++) pixels[pixel] = colours[ranks[pixel] ?? 0] ?? 0;
  context.putImageData(image, 0, 0);
}

/** For each pixel of a map how strongly what lies there asks to be seen, 0 where nothing lies. */
export function ranksOf(scene: RankedScene, size: MapSize): Uint8Array {
  return finishSteps(rankingSteps(scene, size));
}

type RankedScene = Pick<GridScene, 'layout' | 'order' | 'live' | 'toneOf'>;

function* rankingSteps(scene: RankedScene, { width, height }: MapSize): Steps<Uint8Array> {
  const { layout, order } = scene;
  const rankAt = rankOf(scene);
  const ranks = new Uint8Array(width * height);
  const scaleX = width / Math.max(1, layout.width);
  const scaleY = height / Math.max(1, layout.height);
  const pitch = layout.cellWidth + layout.gap;
  const [lefts, rights] = spans(layout.columns, { from: 0, pitch, size: layout.cellWidth, scale: scaleX, most: width });
  for (const section of layout.sections) {
    const rowPitch = layout.cellHeight + layout.gap;
    const rows = { from: section.cellsTop, pitch: rowPitch, size: layout.cellHeight, scale: scaleY, most: height };
    const [tops, bottoms] = spans(section.rows, rows);
    for (let index = 0; index < section.count; index++) {
      if ((section.start + index) % CELLS_A_STEP === CELLS_A_STEP - 1) yield;
      const rank = rankAt(order.slots[section.start + index] ?? 0);
      const row = Math.floor(index / layout.columns);
      const place = index - row * layout.columns;
      const right = rights[place] ?? 0;
      const bottom = bottoms[row] ?? 0;
      for (let y = tops[row] ?? 0; y < bottom; y++) {
        for (let pixel = y * width + (lefts[place] ?? 0); pixel < y * width + right; pixel++) {
          if (rank > (ranks[pixel] ?? 0)) ranks[pixel] = rank;
        }
      }
    }
  }
  return ranks;
}

const ATTENTION = Uint8Array.from(NODE_ROLLOUT_STATES, (state) => STATES - ATTENTION_ORDER.indexOf(state));

function rankOf({ live, toneOf }: Pick<GridScene, 'live' | 'toneOf'>): (slot: number) => number {
  const { state } = live;
  const byState = (slot: number) => ATTENTION[state[slot] ?? 0] ?? 0;
  if (toneOf === null) return byState;
  return (slot) => {
    const tone = toneOf(slot);
    return tone < 0 ? byState(slot) : STATES + 1 + tone;
  };
}

interface Line {
  readonly from: number;
  readonly pitch: number;
  readonly size: number;
  readonly scale: number;
  readonly most: number;
}

/** The first pixel of each cell in a line of so many, and the one after its last: a cell has at least one while there is room. */
function spans(count: number, { from, pitch, size, scale, most }: Line): readonly [Uint16Array, Uint16Array] {
  const firsts = new Uint16Array(count);
  const ends = new Uint16Array(count);
  for (let index = 0; index < count; index++) {
    const start = from + index * pitch;
    const first = Math.floor(start * scale);
    firsts[index] = first;
    ends[index] = Math.min(most, Math.max(first + 1, Math.floor((start + size) * scale)));
  }
  return [firsts, ends];
}

/** The colours by rank, as pixels. */
function coloursOf(palette: Palette): Uint32Array {
  const states = ATTENTION_ORDER.toReversed().map((state) => palette[STATE_APPEARANCE[state].fill]);
  const names = ['transparent', ...states, ...TONE_TOKENS.map((token) => palette[token])];
  const canvas = document.createElement('canvas');
  canvas.width = names.length;
  canvas.height = 1;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) return new Uint32Array(names.length);
  names.forEach((name, index) => {
    context.fillStyle = name;
    context.fillRect(index, 0, 1, 1);
  });
  return new Uint32Array(context.getImageData(0, 0, names.length, 1).data.buffer);
}
