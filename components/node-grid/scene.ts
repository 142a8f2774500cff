import type { Palette } from '#components/node-cell/palette.ts';
import type { LiveDaemonSet } from '#lib/client/live-daemon-set.ts';
import { NODE_ROLLOUT_STATES } from '#lib/rollout/node-rollout-state.ts';
import { cellNumber } from './cell-number.ts';
import type { ToneOf } from './colouring.ts';
import type { GridLayout } from './layout.ts';
import type { NodeOrder } from './node-order.ts';

/** Everything that one picture of the grid depends on. */
export interface GridScene {
  readonly live: LiveDaemonSet;
  readonly order: NodeOrder;
  readonly layout: GridLayout;
  readonly palette: Palette;
  /** Part of the grid that the canvas covers, in grid coordinates. */
  readonly top: number;
  readonly height: number;
  /** Null when nothing is searched. Nodes that do not match are dimmed. */
  readonly matches: ((slot: number) => boolean) | null;
  /** Null when states colour the cells. */
  readonly toneOf: ToneOf | null;
  /** Lines of a tile below the name; the second has room only on tall tiles. */
  readonly describe: (slot: number) => readonly [string, string];
  /** Ending that all names share; tiles leave it out. */
  readonly domain: string;
}

/** The state of the Node in a slot. */
export function stateOf(live: LiveDaemonSet, slot: number) {
  return NODE_ROLLOUT_STATES[live.state[slot] ?? 0] ?? 'ineligible';
}

/** The number of the look of a slot's cell. */
export function cellOf({ live, matches, toneOf }: GridScene, slot: number): number {
  return cellNumber({
    state: live.state[slot] ?? 0,
    marks: live.marks[slot] ?? 0,
    trouble: live.trouble[slot] ?? 0,
    tone: toneOf?.(slot) ?? -1,
    dimmed: matches !== null && !matches(slot),
  });
}
