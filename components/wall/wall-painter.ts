import { cellLook, STATE_APPEARANCE } from '#components/node-cell/appearance.ts';
import { paintCell } from '#components/node-cell/paint-cell.ts';
import type { Palette } from '#components/node-cell/palette.ts';
import { truncateMiddle } from '#components/ui/middle-text.tsx';
import { sharedDomain } from '#components/ui/short-names.ts';
import { visibleText } from '#components/ui/visible-text.ts';
import type { ChangedSlots, LiveDaemonSet } from '#lib/client/live-daemon-set.ts';
import { NODE_ROLLOUT_STATES } from '#lib/rollout/node-rollout-state.ts';
import { type WallCells, wallCellAt, wallCells } from './wall-cells.ts';

export interface WallScene {
  readonly live: LiveDaemonSet;
  readonly palette: Palette;
  readonly width: number;
  readonly height: number;
  readonly unit: number;
  /** What stands below the name on a tile. */
  readonly describe: (slot: number) => string;
}

/** The largest cell that paintCell has a glyph for; larger ones are enlarged as a whole. */
const PAINTED_SIZE = 26;
const byName = new Intl.Collator('en', { numeric: true });

interface Order {
  readonly slots: readonly number[];
  readonly names: readonly string[];
  readonly positions: ReadonlyMap<number, number>;
  readonly domain: string;
  readonly cells: WallCells;
}

/**
 * Draws every Node into the canvas and keeps it true: a change repaints its cells alone, a Node that comes or goes all.
 * Nodes stand in the order of their names, so that a cell keeps its place whatever becomes of it. Returns the stop.
 */
export function startWallPainter(canvas: HTMLCanvasElement, scene: WallScene): () => void {
  const context = canvas.getContext('2d');
  if (!context) return () => undefined;
  const { live } = scene;
  let order = orderOf(scene);
  let dirty: Set<number> | 'all' = 'all';
  let frame = 0;
  let stopped = false;
  const draw = () => {
    frame = 0;
    if (dirty === 'all') paintAll(context, scene, order);
    else for (const slot of dirty) paintSlot(context, scene, order, slot);
    dirty = new Set();
  };
  const receive = (changed: ChangedSlots) => {
    if (isOtherNodes(live, order, changed)) {
      order = orderOf(scene);
      dirty = 'all';
    } else if (changed !== 'all' && dirty !== 'all') for (const slot of changed) dirty.add(slot);
    if (!stopped && frame === 0 && (dirty === 'all' || dirty.size > 0)) frame = requestAnimationFrame(draw);
  };
  draw();
  const stop = live.subscribe(receive);
  // Names are measured with the real font, which may arrive after the first picture.
  document.fonts?.ready.then(() => receive('all'));
  return () => {
    stopped = true;
    stop();
    cancelAnimationFrame(frame);
  };
}

function isOtherNodes(live: LiveDaemonSet, order: Order, changed: ChangedSlots): boolean {
  if (changed === 'all') return true;
  for (const slot of changed) {
    const position = order.positions.get(slot);
    if ((live.present[slot] === 1) !== (position !== undefined)) return true;
    if (position !== undefined && order.names[position] !== live.name(slot)) return true;
  }
  return false;
}

function orderOf({ live, width, height, unit }: WallScene): Order {
  const slots: number[] = [];
  for (let slot = 0; slot < live.capacity; slot++) if (live.present[slot]) slots.push(slot);
  slots.sort((a, b) => byName.compare(live.name(a), live.name(b)));
  const names = slots.map((slot) => live.name(slot));
  const positions = new Map(slots.map((slot, position) => [slot, position]));
  return { slots, names, positions, domain: sharedDomain(names), cells: wallCells({ width, height, unit, count: slots.length }) };
}

function paintAll(context: CanvasRenderingContext2D, scene: WallScene, order: Order): void {
  const scale = window.devicePixelRatio || 1;
  const { canvas } = context;
  canvas.width = Math.round(scene.width * scale);
  canvas.height = Math.round(scene.height * scale);
  context.setTransform(scale, 0, 0, scale, 0, 0);
  for (const slot of order.slots) paintSlot(context, scene, order, slot);
}

function paintSlot(context: CanvasRenderingContext2D, scene: WallScene, order: Order, slot: number): void {
  const { live } = scene;
  const position = order.positions.get(slot);
  if (position === undefined) return;
  const { cells } = order;
  const { x, y } = wallCellAt(cells, position);
  const margin = Math.min(1, cells.gap);
  context.clearRect(x - margin, y - margin, cells.width + 2 * margin, cells.height + 2 * margin);
  const state = NODE_ROLLOUT_STATES[live.state[slot] ?? 0] ?? 'ineligible';
  const look = cellLook(state, live.marks[slot] ?? 0, live.trouble[slot] ?? 0);
  const paint = (left: number, top: number, size: number) => {
    const painted = Math.min(size, PAINTED_SIZE);
    context.save();
    context.translate(left, top);
    context.scale(size / painted, size / painted);
    paintCell(context, { x: 0, y: 0, size: painted }, look, scene.palette);
    context.restore();
  };
  if (cells.kind === 'cell') {
    paint(x, y, cells.width);
    return;
  }
  const icon = Math.floor(cells.height * 0.62);
  const pad = (cells.height - icon) / 2;
  paintTileBody(context, scene, { x, y, cells, fill: STATE_APPEARANCE[state].fill });
  paint(x + pad, y + pad, icon);
  paintTileText(context, scene, {
    x: x + 2 * pad + icon,
    y,
    room: cells.width - 3 * pad - icon,
    cells,
    slot,
    domain: order.domain,
  });
}

interface TileBody {
  readonly x: number;
  readonly y: number;
  readonly cells: WallCells;
  readonly fill: keyof Palette;
}

function paintTileBody(context: CanvasRenderingContext2D, { palette }: WallScene, { x, y, cells, fill }: TileBody): void {
  context.beginPath();
  context.roundRect(x + 0.5, y + 0.5, cells.width - 1, cells.height - 1, cells.height * 0.12);
  context.globalAlpha = 0.12;
  context.fillStyle = palette[fill];
  context.fill();
  context.globalAlpha = 1;
  context.strokeStyle = palette.line;
  context.stroke();
}

interface TileText {
  readonly x: number;
  readonly y: number;
  readonly room: number;
  readonly cells: WallCells;
  readonly slot: number;
  readonly domain: string;
}

function paintTileText(context: CanvasRenderingContext2D, scene: WallScene, text: TileText): void {
  const { x, y, room, cells, slot, domain } = text;
  const size = Math.min(cells.height * 0.34, scene.unit * 2);
  const name = visibleText(scene.live.name(slot).slice(0, -domain.length || undefined));
  context.textBaseline = 'middle';
  context.font = `550 ${size}px "JetBrains Mono Variable", ui-monospace, monospace`;
  context.fillStyle = scene.palette.ink;
  context.fillText(truncateMiddle(name, Math.floor(room / (size * 0.6))), x, y + cells.height * 0.34, room);
  context.font = `${size * 0.88}px "Inter Variable", system-ui, sans-serif`;
  context.fillStyle = scene.palette.mute;
  context.fillText(fitText(context, scene.describe(slot), room), x, y + cells.height * 0.7, room);
}

function fitText(context: CanvasRenderingContext2D, text: string, room: number): string {
  if (context.measureText(text).width <= room) return text;
  let fitted = text;
  while (fitted.length > 1 && context.measureText(`${fitted}…`).width > room) fitted = fitted.slice(0, -1);
  return `${fitted}…`;
}
