import type { LiveDaemonSet } from '#lib/client/live-daemon-set.ts';
import { MARK, TROUBLE } from '#lib/feed/snapshot.ts';
import { ATTENTION_ORDER, NODE_ROLLOUT_STATES, type NodeRolloutState } from '#lib/rollout/node-rollout-state.ts';

/** How many of the chosen Nodes have one value. */
export interface ValueCount {
  /** '' when a Node has none. */
  readonly value: string;
  readonly count: number;
}

export const COMPARED = ['reason', 'zone', 'pool', 'role', 'instanceType'] as const;
export type Compared = (typeof COMPARED)[number];

/** What several Nodes are and have, in numbers that each sum to `total`. */
export interface SelectionSummary {
  readonly total: number;
  /** Attention first; only states that occur. */
  readonly states: readonly { readonly state: NodeRolloutState; readonly count: number }[];
  /** Newest first; 0 for Nodes without a Pod. */
  readonly revisions: readonly { readonly revision: number; readonly count: number }[];
  /** The commonest first. */
  readonly values: Readonly<Record<Compared, readonly ValueCount[]>>;
  /** Nodes by trouble; a Node may have several. */
  readonly troubles: readonly { readonly bit: number; readonly count: number }[];
  readonly restarts: number;
  /** Slots with a stale Pod, with any Pod, cordoned and not. */
  readonly stale: readonly number[];
  readonly withPod: readonly number[];
  readonly cordoned: readonly number[];
  readonly open: readonly number[];
}

/** Looks at each chosen slot once. */
export function summariseSelection(live: LiveDaemonSet, slots: readonly number[]): SelectionSummary {
  const states = countBy(slots, (slot) => live.state[slot] ?? 0);
  const revisions = countBy(slots, (slot) => live.revision[slot] ?? 0);
  const has = (column: Uint8Array, bit: number) => slots.filter((slot) => ((column[slot] ?? 0) & bit) !== 0);
  const cordoned = has(live.trouble, TROUBLE.cordoned);
  const valuesOf = (column: Uint32Array) =>
    [...countBy(slots, (slot) => column[slot] ?? 0)]
      .map(([index, count]) => ({ value: live.text(index), count }))
      .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
  return {
    total: slots.length,
    states: ATTENTION_ORDER.map((state) => ({ state, count: states.get(NODE_ROLLOUT_STATES.indexOf(state)) ?? 0 })).filter(
      ({ count }) => count > 0,
    ),
    revisions: [...revisions].map(([revision, count]) => ({ revision, count })).sort((a, b) => b.revision - a.revision),
    values: Object.fromEntries(COMPARED.map((column) => [column, valuesOf(live[column])])) as Record<Compared, ValueCount[]>,
    troubles: Object.values(TROUBLE)
      .map((bit) => ({ bit, count: has(live.trouble, bit).length }))
      .filter(({ count }) => count > 0),
    restarts: slots.reduce((sum, slot) => sum + (live.restarts[slot] ?? 0), 0),
    stale: has(live.marks, MARK.stale),
    withPod: slots.filter((slot) => (live.podCreatedAt[slot] ?? 0) > 0),
    cordoned,
    open: slots.filter((slot) => ((live.trouble[slot] ?? 0) & TROUBLE.cordoned) === 0),
  };
}

function countBy(slots: readonly number[], keyOf: (slot: number) => number): Map<number, number> {
  const counts = new Map<number, number>();
  for (const slot of slots) counts.set(keyOf(slot), (counts.get(keyOf(slot)) ?? 0) + 1);
  return counts;
}
