import type { LabelColumn } from '#lib/client/label-column.ts';
import type { NodeRolloutState } from '#lib/rollout/node-rollout-state.ts';

/** What Nodes can be grouped by without asking for their labels. */
export const GROUPINGS = ['zone', 'pool', 'role', 'instanceType', 'revision', 'state', 'none'] as const;
type KnownGrouping = (typeof GROUPINGS)[number];
/** `label:KEY` groups by the value of any label. */
export type Grouping = KnownGrouping | `label:${string}`;

export const SORTINGS = ['state', 'name', 'reason', 'revision', 'restarts', 'age', 'zone', 'pool'] as const;
export type Sorting = (typeof SORTINGS)[number];

const LABEL = 'label:';
/** No label key is longer: a prefix of 253 characters, a slash, a name of 63. */
const LONGEST_KEY = 317;

/** Reads a grouping from the URL; null when it is none. */
export function readGrouping(text: string): Grouping | null {
  const known = GROUPINGS.find((grouping) => grouping === text);
  if (known) return known;
  const key = text.startsWith(LABEL) ? text.slice(LABEL.length) : '';
  return key.length > 0 && key.length <= LONGEST_KEY ? `${LABEL}${key}` : null;
}

/** The key of the label that a grouping names, or null when it names none. */
export function labelKeyOf(grouping: Grouping): string | null {
  return grouping.startsWith(LABEL) ? grouping.slice(LABEL.length) : null;
}

/** Which Nodes are shown and in which order: what the URL of a DaemonSet page says. */
export interface NodeView {
  readonly group: Grouping;
  /** Groups within the groups; absent means none. */
  readonly subgroup?: Grouping;
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

/** The labels that a view groups by, by key. */
export type LabelValues = ReadonlyMap<string, LabelColumn>;

/** What an order depends on besides the view. */
export interface OrderOptions {
  /** The search filters too. */
  readonly filterSearch: boolean;
  readonly labels?: LabelValues;
}
