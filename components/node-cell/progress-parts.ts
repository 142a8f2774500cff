import type { NodeRolloutState } from '#lib/rollout/node-rollout-state.ts';
import type { Summary } from '#lib/rollout/summary.ts';

/** The states of eligible Nodes, done first: their counts sum to DESIRED. */
export const PROGRESS_STATES = [
  'available',
  'ready',
  'surging',
  'starting',
  'replacing',
  'outdated',
  'failing',
  'missing',
] as const satisfies readonly NodeRolloutState[];

export interface ProgressPart {
  readonly state: NodeRolloutState;
  readonly count: number;
}

/** The parts of the progress bar that are not empty. */
export function progressParts(states: Summary['states']): ProgressPart[] {
  return PROGRESS_STATES.map((state) => ({ state, count: states[state] })).filter(({ count }) => count > 0);
}

/** Whole percent of eligible Nodes that are updated and available. Rounded down: 100 means all. */
export function percentDone({
  states,
  desired,
}: {
  readonly states: Pick<Summary['states'], 'available'>;
  readonly desired: number;
}): number {
  return desired <= 0 ? 100 : Math.min(100, Math.floor((states.available / desired) * 100));
}
