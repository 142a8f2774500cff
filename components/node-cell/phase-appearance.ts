import type { NodeRolloutState } from '#lib/rollout/node-rollout-state.ts';
import type { Phase } from '#lib/rollout/summary.ts';

export interface PhaseAppearance {
  readonly glyph: string;
  readonly text: string;
  readonly tint: string;
  /** The cell that stands for the phase in chips. */
  readonly cell: NodeRolloutState;
}

/** Glyph and colour of each phase; the word always stands beside them. Green is for complete alone. */
export const PHASE_APPEARANCE: Record<Phase, PhaseAppearance> = {
  stalled: { glyph: '✕', text: 'text-failing-text', tint: 'bg-failing/12', cell: 'failing' },
  degraded: { glyph: '!', text: 'text-missing-text', tint: 'bg-missing/14', cell: 'missing' },
  rollingOut: { glyph: '◐', text: 'text-starting-text', tint: 'bg-starting/13', cell: 'starting' },
  waitingForDelete: { glyph: '◇', text: 'text-stale-text', tint: 'bg-stale/13', cell: 'outdated' },
  nodesJoining: { glyph: '⊕', text: 'text-starting-text', tint: 'bg-starting/13', cell: 'starting' },
  nodesLeaving: { glyph: '⊖', text: 'text-starting-text', tint: 'bg-starting/13', cell: 'replacing' },
  notObserved: { glyph: '…', text: 'text-mute', tint: 'bg-hover', cell: 'ineligible' },
  paused: { glyph: '‖', text: 'text-mute', tint: 'bg-hover', cell: 'ineligible' },
  deleting: { glyph: '⊘', text: 'text-mute', tint: 'bg-hover', cell: 'ineligible' },
  complete: { glyph: '✓', text: 'text-available-text', tint: 'bg-available/14', cell: 'available' },
};

const NEED_A_PERSON: ReadonlySet<Phase> = new Set(['stalled', 'degraded', 'waitingForDelete']);

/** Whether it will not get well by itself: somebody has to look at it or to delete Pods. */
export function needsPerson({ phase }: { readonly phase: Phase }): boolean {
  return NEED_A_PERSON.has(phase);
}
