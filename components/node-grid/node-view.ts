import type { NodeRolloutState } from '#lib/rollout/node-rollout-state.ts';

export const GROUPINGS = ['zone', 'pool', 'role', 'instanceType', 'revision', 'state', 'none'] as const;
export type Grouping = (typeof GROUPINGS)[number];

export const SORTINGS = ['state', 'name', 'reason', 'revision', 'restarts', 'age', 'zone', 'pool'] as const;
export type Sorting = (typeof SORTINGS)[number];

/** Which Nodes are shown and in which order: what the URL of a DaemonSet page says. */
export interface NodeView {
  readonly group: Grouping;
  readonly sort: Sorting;
  /** Reverses the sorting's natural direction. */
  readonly reverse: boolean;
  /** Empty means every state. */
  readonly states: readonly NodeRolloutState[];
  /** Only Nodes with a live Pod of another revision than the update revision. */
  readonly stale: boolean;
  readonly reason: string | null;
  readonly revision: number | null;
  /** Only the Nodes with these names; absent or null means every name. */
  readonly only?: readonly string[] | null;
  /** Marks in the grid, filters in the table. */
  readonly search: string;
}
