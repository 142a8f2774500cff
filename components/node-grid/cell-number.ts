import { type CellLook, cellLook } from '#components/node-cell/appearance.ts';
import { MARK, TROUBLE } from '#lib/feed/snapshot.ts';
import { NODE_ROLLOUT_STATES } from '#lib/rollout/node-rollout-state.ts';
import { TONES } from './colouring.ts';

/** All that decides how a cell looks, as it stands in the live arrays. */
export interface CellFacts {
  /** Index into NODE_ROLLOUT_STATES. */
  readonly state: number;
  readonly marks: number;
  readonly trouble: number;
  /** -1 when its state colours the cell. */
  readonly tone: number;
  readonly dimmed: boolean;
}

const STATES = NODE_ROLLOUT_STATES.length;
const TONE_PLACE = STATES;
const MARKS_PLACE = TONE_PLACE * (TONES + 1);
const TROUBLE_PLACE = MARKS_PLACE * 2;
const DIMMED_PLACE = TROUBLE_PLACE * 3;
const BROKEN = TROUBLE.notReady | TROUBLE.unreachable | TROUBLE.pressure | TROUBLE.deleting;

/** One number for each look that a cell can have, so that drawing 100,000 of them makes no objects. */
export function cellNumber({ state, marks, trouble, tone, dimmed }: CellFacts): number {
  const troubled = trouble & BROKEN ? 2 : trouble & TROUBLE.cordoned ? 1 : 0;
  const stale = marks & MARK.stale ? 1 : 0;
  return state + (tone + 1) * TONE_PLACE + stale * MARKS_PLACE + troubled * TROUBLE_PLACE + (dimmed ? DIMMED_PLACE : 0);
}

/** The look that a number stands for. */
export function lookOfCell(cell: number): { readonly look: CellLook; readonly dimmed: boolean } {
  const digit = (place: number, size: number) => Math.floor(cell / place) % size;
  const trouble = [0, TROUBLE.cordoned, TROUBLE.notReady][digit(TROUBLE_PLACE, 3)] ?? 0;
  const marks = digit(MARKS_PLACE, 2) ? MARK.stale : 0;
  const look = cellLook(NODE_ROLLOUT_STATES[digit(1, STATES)] ?? 'ineligible', marks, trouble);
  return { look: { ...look, tone: digit(TONE_PLACE, TONES + 1) - 1 }, dimmed: digit(DIMMED_PLACE, 2) === 1 };
}
