import { MARK, TROUBLE } from '#lib/feed/snapshot.ts';
import type { NodeRolloutState } from '#lib/rollout/node-rollout-state.ts';
import type { PaletteToken } from './palette.ts';

/** How the body of a cell is drawn; each fill of a state differs from its neighbours in shape, not in colour alone. */
export type CellShape = 'solid' | 'outline' | 'tint' | 'hatch' | 'split' | 'half';
export type CellGlyph = 'cross' | 'bang' | 'bolt' | 'quarter' | 'cycle' | null;

export interface StateAppearance {
  readonly fill: PaletteToken;
  readonly shape: CellShape;
  readonly glyph: CellGlyph;
  /** Class that colours words about this state. */
  readonly text: string;
}

export const STATE_APPEARANCE = {
  available: { fill: 'available', shape: 'solid', glyph: null, text: 'text-available-text' },
  ready: { fill: 'available', shape: 'half', glyph: null, text: 'text-available-text' },
  starting: { fill: 'starting', shape: 'solid', glyph: 'quarter', text: 'text-starting-text' },
  surging: { fill: 'starting', shape: 'split', glyph: null, text: 'text-starting-text' },
  replacing: { fill: 'stale', shape: 'tint', glyph: 'cycle', text: 'text-stale-text' },
  outdated: { fill: 'stale', shape: 'solid', glyph: null, text: 'text-stale-text' },
  failing: { fill: 'failing', shape: 'solid', glyph: 'cross', text: 'text-failing-text' },
  missing: { fill: 'missing', shape: 'outline', glyph: 'bang', text: 'text-missing-text' },
  misscheduled: { fill: 'misscheduled', shape: 'solid', glyph: 'bolt', text: 'text-misscheduled-text' },
  ineligible: { fill: 'off', shape: 'hatch', glyph: null, text: 'text-mute' },
} as const satisfies Record<NodeRolloutState, StateAppearance>;

/** One cell: what to draw, independent of where and how large. */
export interface CellLook {
  readonly state: NodeRolloutState;
  /** Corner: a live Pod here is not of the update revision. */
  readonly stale: boolean;
  readonly trouble: 'none' | 'cordoned' | 'broken';
  /** Step of the sequential scale that fills the cell in place of its state's colour; absent or -1 leaves that. */
  readonly tone?: number;
}

/** The look of one Node from its state, MARK bits and TROUBLE bits. */
export function cellLook(state: NodeRolloutState, marks: number, trouble: number): CellLook {
  const broken = trouble & (TROUBLE.notReady | TROUBLE.unreachable | TROUBLE.pressure | TROUBLE.deleting);
  return {
    state,
    stale: state === 'outdated' || (marks & MARK.stale) !== 0,
    trouble: broken ? 'broken' : trouble & TROUBLE.cordoned ? 'cordoned' : 'none',
  };
}
