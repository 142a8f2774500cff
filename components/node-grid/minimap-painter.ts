import { STATE_APPEARANCE } from '#components/node-cell/appearance.ts';
import { type Palette, TONE_TOKENS } from '#components/node-cell/palette.ts';
import { ATTENTION_ORDER, NODE_ROLLOUT_STATES } from '#lib/rollout/node-rollout-state.ts';
import type { MapSize } from './minimap-geometry.ts';
import type { GridScene } from './scene.ts';

const STATES = NODE_ROLLOUT_STATES.length;

/** Draws the whole grid small. Where several Nodes share a pixel the one shows that needs attention most, or has the highest tone. */
export function paintMinimap(canvas: HTMLCanvasElement, scene: GridScene, map: MapSize): void {
  const context = canvas.getContext('2d');
  if (!context) return;
  const scale = window.devicePixelRatio || 1;
  const width = Math.max(1, Math.round(map.width * scale));
  const height = Math.max(1, Math.round(map.height * scale));
  if (canvas.width !== width || canvas.height !== height) [canvas.width, canvas.height] = [width, height];
  const colours = coloursOf(scene.palette);
  const image = context.createImageData(width, height);
  const pixels = new Uint32Array(image.data.buffer);
  ranksOf(scene, { width, height }).forEach((rank, pixel) => {
    if (rank > 0) pixels[pixel] = colours[rank] ?? 0;
  });
  context.putImageData(image, 0, 0);
}

/** For each pixel of a map how strongly what lies there asks to be seen, 0 where nothing lies. */
export function ranksOf(scene: Pick<GridScene, 'layout' | 'order' | 'live' | 'toneOf'>, { width, height }: MapSize): Uint8Array {
  const { layout, order } = scene;
  const ranks = new Uint8Array(width * height);
  const scaleX = width / Math.max(1, layout.width);
  const scaleY = height / Math.max(1, layout.height);
  const pitch = layout.cellWidth + layout.gap;
  for (const section of layout.sections) {
    for (let index = 0; index < section.count; index++) {
      const rank = rankOf(scene, order.slots[section.start + index] ?? 0);
      const x = (index % layout.columns) * pitch;
      const y = section.cellsTop + Math.floor(index / layout.columns) * (layout.cellHeight + layout.gap);
      const right = Math.max(Math.floor(x * scaleX) + 1, Math.floor((x + layout.cellWidth) * scaleX));
      const bottom = Math.max(Math.floor(y * scaleY) + 1, Math.floor((y + layout.cellHeight) * scaleY));
      for (let row = Math.floor(y * scaleY); row < bottom && row < height; row++) {
        for (let column = Math.floor(x * scaleX); column < right && column < width; column++) {
          const pixel = row * width + column;
          if (rank > (ranks[pixel] ?? 0)) ranks[pixel] = rank;
        }
      }
    }
  }
  return ranks;
}

const ATTENTION = Uint8Array.from(NODE_ROLLOUT_STATES, (state) => STATES - ATTENTION_ORDER.indexOf(state));

function rankOf({ live, toneOf }: Pick<GridScene, 'live' | 'toneOf'>, slot: number): number {
  const tone = toneOf?.(slot) ?? -1;
  return tone < 0 ? (ATTENTION[live.state[slot] ?? 0] ?? 0) : STATES + 1 + tone;
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
