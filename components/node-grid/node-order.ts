import type { LiveDaemonSet } from '#lib/client/live-daemon-set.ts';
import { isFiltered, nodeFilter } from './node-filter.ts';
import type { Grouping, NodeView, OrderOptions } from './node-view.ts';
import { finishSteps, type Steps } from './run-steps.ts';
import { type GroupRanks, rankGroups, sortingKeys } from './slot-ranks.ts';
import { sortSlots } from './sort-slots.ts';

/** A run of the order whose Nodes share a value. `key` is the value, '' when they have none. */
export interface NodeGroup {
  readonly key: string;
  /** The value of the inner grouping that they share too, null when groups are not nested. */
  readonly inner: string | null;
  readonly start: number;
  readonly count: number;
}

/** The slots that are shown, in the order in which they are shown. */
export interface NodeOrder {
  readonly slots: Uint32Array;
  /** Position in `slots` by slot, -1 when not shown. */
  readonly positions: Int32Array;
  /** Side by side without gaps; the inner groups of one group stand together. */
  readonly groups: readonly NodeGroup[];
  /** What the Nodes of a group share, outer first; empty when there is one group of all. */
  readonly groupedBy: readonly Grouping[];
}

/** Filters, groups and sorts the Nodes. Takes the slots by name, which `orderNames` gives. */
export function orderNodes(live: LiveDaemonSet, view: NodeView, byName: Uint32Array, options: OrderOptions): NodeOrder {
  return finishSteps(orderingSteps(live, view, byName, options));
}

/** What `orderNodes` does, step by step. */
export function* orderingSteps(
  live: LiveDaemonSet,
  view: NodeView,
  byName: Uint32Array,
  options: OrderOptions,
): Steps<NodeOrder> {
  const groupedBy = groupingsOf(view);
  let slots = isFiltered(view, options) ? byName.filter(nodeFilter(live, view, options)) : byName;
  if (view.reverse && view.sort === 'name') slots = slots.toReversed();
  // Without a step between: the keys may be the live ones.
  const sorting = sortingKeys(live, view.sort, slots);
  if (sorting) slots = sortSlots(slots, sorting, { reverse: view.reverse });
  yield;
  const { outer, inner } = rankBoth(live, groupedBy, slots, options);
  yield;
  if (inner) slots = sortSlots(slots, inner, { reverse: false });
  slots = sortSlots(slots, outer, { reverse: false });
  yield;
  const groups = groupsOf(slots, outer, inner);
  yield;
  return finishOrder(live.capacity, { slots, groups, groupedBy });
}

/** What a view groups by, outer first. */
function groupingsOf({ group, subgroup = 'none' }: NodeView): readonly Grouping[] {
  if (group === 'none') return [];
  return subgroup === 'none' || subgroup === group ? [group] : [group, subgroup];
}

interface BothRanks {
  readonly outer: GroupRanks;
  /** Null when groups are not nested. */
  readonly inner: GroupRanks | null;
}

function rankBoth(live: LiveDaemonSet, groupedBy: readonly Grouping[], slots: Uint32Array, { labels }: OrderOptions): BothRanks {
  const [outer = 'none', inner] = groupedBy;
  return { outer: rankGroups(live, outer, slots, labels), inner: inner ? rankGroups(live, inner, slots, labels) : null };
}

function groupsOf(slots: Uint32Array, outer: GroupRanks, inner: GroupRanks | null): NodeGroup[] {
  const groups: NodeGroup[] = [];
  const outerKeys = outer.keys;
  const innerKeys = inner?.keys ?? outerKeys;
  let start = 0;
  for (let end = 1; end <= slots.length; end++) {
    const first = slots[start] ?? 0;
    const next = slots[end];
    if (next !== undefined && outerKeys[first] === outerKeys[next] && innerKeys[first] === innerKeys[next]) continue;
    groups.push({ key: nameOf(outer, first), inner: inner && nameOf(inner, first), start, count: end - start });
    start = end;
  }
  return groups;
}

function nameOf(ranks: GroupRanks, slot: number): string {
  return ranks.names[ranks.keys[slot] ?? 0] ?? '';
}

function finishOrder(capacity: number, order: Omit<NodeOrder, 'positions'>): NodeOrder {
  const { slots } = order;
  const positions = new Int32Array(capacity).fill(-1);
  for (let position = 0; position < slots.length; position++) positions[slots[position] ?? 0] = position;
  return { ...order, positions };
}

/** The same order without the Nodes that are gone and with new ones at the end of their group: nothing else moves. */
export function keepOrder(previous: NodeOrder, live: LiveDaemonSet, view: NodeView, options: OrderOptions): NodeOrder {
  const groups = new Map<string, Map<string | null, number[]>>();
  const groupAt = (key: string, inner: string | null): number[] => {
    const within = groups.get(key) ?? new Map<string | null, number[]>();
    groups.set(key, within);
    const slots = within.get(inner) ?? [];
    within.set(inner, slots);
    return slots;
  };
  const kept = new Uint8Array(live.capacity);
  for (const { key, inner, start, count } of previous.groups) {
    const slots = groupAt(key, inner);
    for (const slot of previous.slots.subarray(start, start + count)) {
      if (!live.present[slot]) continue;
      kept[slot] = 1;
      slots.push(slot);
    }
  }
  const passes = nodeFilter(live, view, options);
  const added: number[] = [];
  for (let slot = 0; slot < live.capacity; slot++) if (live.present[slot] && !kept[slot] && passes(slot)) added.push(slot);
  const fresh = Uint32Array.from(added);
  const { groupedBy } = previous;
  const { outer, inner } = rankBoth(live, groupedBy, fresh, options);
  for (const slot of fresh) groupAt(nameOf(outer, slot), inner && nameOf(inner, slot)).push(slot);
  return finishOrder(live.capacity, { ...flatten(groups), groupedBy });
}

function flatten(
  groups: ReadonlyMap<string, ReadonlyMap<string | null, readonly number[]>>,
): Pick<NodeOrder, 'slots' | 'groups'> {
  const all: number[] = [];
  const runs: NodeGroup[] = [];
  for (const [key, within] of groups) {
    for (const [inner, slots] of within) {
      if (slots.length === 0) continue;
      runs.push({ key, inner, start: all.length, count: slots.length });
      for (const slot of slots) all.push(slot);
    }
  }
  return { slots: Uint32Array.from(all), groups: runs };
}
