import type { LiveDaemonSet } from '#lib/client/live-daemon-set.ts';
import { isFiltered, nodeFilter } from './node-filter.ts';
import type { NodeView, OrderOptions } from './node-view.ts';
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
}

/** Filters, groups and sorts the Nodes. Takes the slots by name, which `orderNames` gives. */
export function orderNodes(live: LiveDaemonSet, view: NodeView, byName: Uint32Array, options: OrderOptions): NodeOrder {
  let slots = isFiltered(view, options) ? byName.filter(nodeFilter(live, view, options)) : byName;
  if (view.reverse && view.sort === 'name') slots = slots.toReversed();
  const sorting = sortingKeys(live, view.sort, slots);
  if (sorting) slots = sortSlots(slots, sorting, { reverse: view.reverse });
  const outer = rankGroups(live, view.group, slots, options.labels);
  const inner = isNested(view) ? rankGroups(live, view.subgroup ?? 'none', slots, options.labels) : null;
  if (inner) slots = sortSlots(slots, inner, { reverse: false });
  slots = sortSlots(slots, outer, { reverse: false });
  return finishOrder(live.capacity, slots, groupsOf(slots, outer, inner));
}

/** Tells whether a view shows groups within groups. */
export function isNested({ group, subgroup = 'none' }: NodeView): boolean {
  return group !== 'none' && subgroup !== 'none' && subgroup !== group;
}

function groupsOf(slots: Uint32Array, outer: GroupRanks, inner: GroupRanks | null): NodeGroup[] {
  const groups: NodeGroup[] = [];
  const nameOf = (ranks: GroupRanks, slot: number) => ranks.names[ranks.keys[slot] ?? 0] ?? '';
  let start = 0;
  for (let end = 1; end <= slots.length; end++) {
    const first = slots[start] ?? 0;
    const next = slots[end];
    const same = next !== undefined && outer.keys[first] === outer.keys[next] && inner?.keys[first] === inner?.keys[next];
    if (same) continue;
    groups.push({ key: nameOf(outer, first), inner: inner && nameOf(inner, first), start, count: end - start });
    start = end;
  }
  return groups;
}

function finishOrder(capacity: number, slots: Uint32Array, groups: readonly NodeGroup[]): NodeOrder {
  const positions = new Int32Array(capacity).fill(-1);
  for (let position = 0; position < slots.length; position++) positions[slots[position] ?? 0] = position;
  return { slots, positions, groups };
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
  const outer = rankGroups(live, view.group, fresh, options.labels);
  const inner = isNested(view) ? rankGroups(live, view.subgroup ?? 'none', fresh, options.labels) : null;
  const nameOf = (ranks: GroupRanks, slot: number) => ranks.names[ranks.keys[slot] ?? 0] ?? '';
  for (const slot of fresh) groupAt(nameOf(outer, slot), inner && nameOf(inner, slot)).push(slot);
  return flatten(live.capacity, groups);
}

function flatten(capacity: number, groups: ReadonlyMap<string, ReadonlyMap<string | null, readonly number[]>>): NodeOrder {
  const all: number[] = [];
  const runs: NodeGroup[] = [];
  for (const [key, within] of groups) {
    for (const [inner, slots] of within) {
      if (slots.length === 0) continue;
      runs.push({ key, inner, start: all.length, count: slots.length });
      for (const slot of slots) all.push(slot);
    }
  }
  return finishOrder(capacity, Uint32Array.from(all), runs);
}
