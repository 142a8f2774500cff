import type { LabelColumn } from '#lib/client/label-column.ts';
import type { LiveDaemonSet } from '#lib/client/live-daemon-set.ts';
import { naturalCompare } from '#lib/feed/natural-compare.ts';
import { ATTENTION_ORDER, NODE_ROLLOUT_STATES } from '#lib/rollout/node-rollout-state.ts';
import { type Grouping, labelKeyOf, type OrderOptions, type Sorting } from './node-view.ts';
import type { SortKeys } from './sort-slots.ts';

/** The ranks of a grouping by slot, with what each rank is called; '' for Nodes without a value. */
export interface GroupRanks extends SortKeys {
  readonly names: readonly string[];
}

const ATTENTION_RANK = Uint8Array.from(NODE_ROLLOUT_STATES, (state) => ATTENTION_ORDER.indexOf(state));

/** Ranks of a grouping: states by attention, revisions newest first, the rest by name; Nodes without a value come last. */
export function rankGroups(live: LiveDaemonSet, group: Grouping, slots: Uint32Array, labels: OrderOptions['labels']): GroupRanks {
  if (group === 'none') return { keys: new Uint32Array(live.capacity), most: 0, names: [''] };
  if (group === 'state') return { ...rankStates(live, slots), names: ATTENTION_ORDER };
  const label = labelKeyOf(group);
  if (label !== null) return rankLabel(live, slots, labels?.get(label));
  if (group === 'revision') return rankRevisions(live, slots);
  return rankColumn(live, slots, live[group as 'zone']);
}

function rankStates(live: LiveDaemonSet, slots: Uint32Array): SortKeys {
  const keys = new Uint32Array(live.capacity);
  const { state } = live;
  for (let index = 0; index < slots.length; index++) {
    const slot = slots[index] ?? 0;
    keys[slot] = ATTENTION_RANK[state[slot] ?? 0] ?? 0;
  }
  return { keys, most: ATTENTION_ORDER.length - 1 };
}

function rankRevisions(live: LiveDaemonSet, slots: Uint32Array): GroupRanks {
  return rankIndices(live, slots, live.revision, (revisions) => {
    const numbers = revisions.map((revision) => ({ number: revision, name: revision === 0 ? '' : String(revision) }));
    return numbers.sort((a, b) => b.number - a.number);
  });
}

/** Ranks of a column of indices into the live texts. */
function rankColumn(live: LiveDaemonSet, slots: Uint32Array, column: Uint32Array): GroupRanks {
  return rankIndices(live, slots, column, (indices) =>
    indices.map((number) => ({ number, name: live.text(number) })).sort((a, b) => compareValues(a.name, b.name)),
  );
}

function compareValues(a: string, b: string): number {
  return a === '' || b === '' ? Number(a === '') - Number(b === '') : naturalCompare(a, b);
}

type Order = (numbers: number[]) => readonly { readonly number: number; readonly name: string }[];

/** Ranks of small numbers in the order that `order` gives them. */
function rankIndices(live: LiveDaemonSet, slots: Uint32Array, column: Uint32Array, order: Order): GroupRanks {
  const ranks = new Map<number, number>();
  let last = -1;
  for (let index = 0; index < slots.length; index++) {
    const number = column[slots[index] ?? 0] ?? 0;
    if (number === last) continue;
    last = number;
    ranks.set(number, 0);
  }
  const ordered = order([...ranks.keys()]);
  ordered.forEach(({ number }, rank) => {
    ranks.set(number, rank);
  });
  const keys = new Uint32Array(live.capacity);
  for (let index = 0; index < slots.length; index++) {
    const slot = slots[index] ?? 0;
    keys[slot] = ranks.get(column[slot] ?? 0) ?? 0;
  }
  return { keys, most: Math.max(0, ordered.length - 1), names: ordered.map(({ name }) => name) };
}

function rankLabel(live: LiveDaemonSet, slots: Uint32Array, label: LabelColumn | undefined): GroupRanks {
  const column = new Uint32Array(live.capacity);
  if (label) {
    for (let index = 0; index < slots.length; index++) {
      const slot = slots[index] ?? 0;
      column[slot] = label.indexOf(live, slot);
    }
  }
  return rankIndices(live, slots, column, (indices) =>
    indices.map((number) => ({ number, name: label?.values[number] ?? '' })).sort((a, b) => compareValues(a.name, b.name)),
  );
}

/** What a sorting sorts by, small first, in its natural direction; null for names, which the order begins with. */
export function sortingKeys(live: LiveDaemonSet, sort: Sorting, slots: Uint32Array): SortKeys | null {
  switch (sort) {
    case 'name':
      return null;
    case 'state':
      return rankStates(live, slots);
    case 'revision':
      return { keys: live.revision, most: highest(live.revision, slots) };
    case 'restarts':
      return falling(live, live.restarts, slots);
    case 'age':
      return falling(live, live.podCreatedAt, slots);
    default:
      return rankColumn(live, slots, live[sort]);
  }
}

/** Keys that put the highest number first. */
function falling(live: LiveDaemonSet, column: Uint32Array | Float64Array, slots: Uint32Array): SortKeys {
  const most = highest(column, slots);
  const keys = new Uint32Array(live.capacity);
  for (let index = 0; index < slots.length; index++) {
    const slot = slots[index] ?? 0;
    keys[slot] = most - (column[slot] ?? 0);
  }
  return { keys, most };
}

function highest(column: Uint32Array | Float64Array, slots: Uint32Array): number {
  let most = 0;
  for (let index = 0; index < slots.length; index++) most = Math.max(most, column[slots[index] ?? 0] ?? 0);
  return most;
}
