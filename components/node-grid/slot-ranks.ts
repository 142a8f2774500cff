import type { LiveDaemonSet } from '#lib/client/live-daemon-set.ts';
import { ATTENTION_ORDER, NODE_ROLLOUT_STATES } from '#lib/rollout/node-rollout-state.ts';
import { naturalKey } from './name-order.ts';
import { type Grouping, labelKeyOf, type OrderOptions, type Sorting } from './node-view.ts';

/** A small whole number for each slot: where its value stands among all values. */
export interface SlotRanks {
  readonly ranks: Uint32Array;
  /** How many values there are. */
  readonly size: number;
}

/** The ranks of a grouping, with what each rank is called; '' for Nodes without a value. */
export interface GroupRanks extends SlotRanks {
  readonly keys: readonly string[];
}

const ATTENTION_RANK = Uint8Array.from(NODE_ROLLOUT_STATES, (state) => ATTENTION_ORDER.indexOf(state));

/** Ranks of a grouping: states by attention, revisions newest first, the rest by name; Nodes without a value come last. */
export function rankGroups(live: LiveDaemonSet, group: Grouping, slots: Uint32Array, labels: OrderOptions['labels']): GroupRanks {
  const ranks = new Uint32Array(live.capacity);
  if (group === 'none') return { ranks, size: 1, keys: [''] };
  if (group === 'state') {
    for (const slot of slots) ranks[slot] = ATTENTION_RANK[live.state[slot] ?? 0] ?? 0;
    return { ranks, size: ATTENTION_ORDER.length, keys: ATTENTION_ORDER };
  }
  const key = labelKeyOf(group);
  const values = key === null ? null : (labels?.get(key) ?? new Map<string, string>());
  if (values) return rankTexts(slots, ranks, (slot) => values.get(live.name(slot)) ?? '');
  if (group === 'revision') return rankRevisions(slots, ranks, live.revision);
  return rankColumn(live, slots, ranks, live[group as 'zone']);
}

function rankRevisions(slots: Uint32Array, ranks: Uint32Array, column: Uint32Array): GroupRanks {
  const { ranks: rising, values } = rankNumbers(slots, ranks, (slot) => column[slot] ?? 0);
  for (const slot of slots) rising[slot] = values.length - 1 - (rising[slot] ?? 0);
  return {
    ranks: rising,
    size: values.length,
    keys: Array.from(values, (value) => (value === 0 ? '' : String(value))).reverse(),
  };
}

/** Ranks of a column of indices into the live texts. */
function rankColumn(live: LiveDaemonSet, slots: Uint32Array, ranks: Uint32Array, column: Uint32Array): GroupRanks {
  const texts = new Map<number, string>();
  return rankTexts(slots, ranks, (slot) => {
    const index = column[slot] ?? 0;
    let text = texts.get(index);
    if (text === undefined) {
      text = live.text(index);
      texts.set(index, text);
    }
    return text;
  });
}

function rankTexts(slots: Uint32Array, ranks: Uint32Array, textOf: (slot: number) => string): GroupRanks {
  const numbers = new Map<string, number>();
  for (const slot of slots) {
    const text = textOf(slot);
    let number = numbers.get(text);
    if (number === undefined) {
      number = numbers.size;
      numbers.set(text, number);
    }
    ranks[slot] = number;
  }
  const sorted = [...numbers].map(([text, number]) => ({ text, number, key: naturalKey(text) })).sort(compareTexts);
  const rankOf = new Uint32Array(sorted.length);
  sorted.forEach(({ number }, rank) => {
    rankOf[number] = rank;
  });
  for (const slot of slots) ranks[slot] = rankOf[ranks[slot] ?? 0] ?? 0;
  return { ranks, size: sorted.length, keys: sorted.map(({ text }) => text) };
}

interface Text {
  readonly text: string;
  readonly key: string;
}

function compareTexts(a: Text, b: Text): number {
  if (a.text === '' || b.text === '') return Number(a.text === '') - Number(b.text === '');
  return a.key < b.key ? -1 : a.key > b.key ? 1 : a.text < b.text ? -1 : 1;
}

/** Ranks of a sorting, small first, in its natural direction; null for names, which the order begins with. */
export function rankSorting(live: LiveDaemonSet, sort: Sorting, slots: Uint32Array): SlotRanks | null {
  const ranks = new Uint32Array(live.capacity);
  switch (sort) {
    case 'name':
      return null;
    case 'state':
      return rankGroups(live, 'state', slots, undefined);
    case 'revision':
      return rankNumbers(slots, ranks, (slot) => live.revision[slot] ?? 0);
    case 'restarts':
      return rankNumbers(slots, ranks, (slot) => -(live.restarts[slot] ?? 0));
    case 'age':
      return rankNumbers(slots, ranks, (slot) => -(live.podCreatedAt[slot] ?? 0));
    default:
      return rankColumn(live, slots, ranks, live[sort]);
  }
}

function rankNumbers(slots: Uint32Array, ranks: Uint32Array, numberOf: (slot: number) => number) {
  const values = Float64Array.from(new Set(Float64Array.from(slots, numberOf))).sort();
  const rankOf = new Map(Array.from(values, (value, rank) => [value, rank]));
  for (const slot of slots) ranks[slot] = rankOf.get(numberOf(slot)) ?? 0;
  return { ranks, size: values.length, values };
}

/** The slots by rank; equal ranks keep their places. Costs one look at each slot and each rank. */
export function sortByRank(slots: Uint32Array, { ranks, size }: SlotRanks, { reverse }: { reverse: boolean }): Uint32Array {
  const rankOf = (slot: number) => (reverse ? size - 1 - (ranks[slot] ?? 0) : (ranks[slot] ?? 0));
  const starts = new Uint32Array(size + 1);
  for (const slot of slots) {
    const after = rankOf(slot) + 1;
    starts[after] = (starts[after] ?? 0) + 1;
  }
  for (let rank = 1; rank <= size; rank++) starts[rank] = (starts[rank] ?? 0) + (starts[rank - 1] ?? 0);
  const sorted = new Uint32Array(slots.length);
  for (const slot of slots) {
    const rank = rankOf(slot);
    const place = starts[rank] ?? 0;
    sorted[place] = slot;
    starts[rank] = place + 1;
  }
  return sorted;
}
