import type { SortedNames } from './sorted-names.ts';
import type { TallyEntry } from './tally.ts';

/**
 * Why a Node needs no look of its own:
 * - `idle`    not eligible, and without a Pod
 * - `done`    eligible; its only Pod is updated and available
 * - `queued`  eligible; its only Pod is outdated and available: one of many that an update takes in any order
 */
export type PlainKind = 'idle' | 'done' | 'queued';

/** The Nodes that need no look of their own, together. */
export interface PlainNodes {
  readonly done: number;
  readonly queued: Pick<SortedNames, 'size' | 'first'>;
}

/** What the Node is, or null when it has to be looked at. */
export function plainKind({ rollout, pods, usesSlot, failing }: TallyEntry): PlainKind | null {
  const { placement, state, reason } = rollout;
  const [pod] = pods;
  if (usesSlot || failing || reason !== '' || pods.length > 1) {
    return null;
  }
  if (pod === undefined) {
    return placement.shouldRun ? null : 'idle';
  }
  if (!placement.shouldRun || !pod.live || !pod.view.available) {
    return null;
  }
  return state === 'available' ? 'done' : state === 'outdated' ? 'queued' : null;
}
