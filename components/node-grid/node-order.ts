import type { LiveDaemonSet } from '#lib/client/live-daemon-set.ts';
import { MARK } from '#lib/feed/snapshot.ts';
import { ATTENTION_ORDER, NODE_ROLLOUT_STATES } from '#lib/rollout/node-rollout-state.ts';
import type { Grouping, NodeView, Sorting } from './node-view.ts';

/** A run of the order under one heading. `key` is the value that the Nodes share, '' when they have none. */
export interface NodeGroup {
  readonly key: string;
  readonly start: number;
  readonly count: number;
}

/** The slots that are shown, in the order in which they are shown. */
export interface NodeOrder {
  readonly slots: Uint32Array;
  /** Position in `slots` by slot, -1 when not shown. */
  readonly positions: Int32Array;
  readonly groups: readonly NodeGroup[];
}

const ATTENTION_RANK = Uint8Array.from(NODE_ROLLOUT_STATES, (state) => ATTENTION_ORDER.indexOf(state));
const collator = new Intl.Collator('en', { numeric: true });

/** Position of every present slot's name in natural order (node-2 before node-10), by slot. Costs a sort of all names. */
export function rankNames(live: LiveDaemonSet): Uint32Array {
  const slots = presentSlots(live).sort((a, b) => collator.compare(live.name(a), live.name(b)));
  const ranks = new Uint32Array(live.capacity);
  slots.forEach((slot, rank) => {
    ranks[slot] = rank;
  });
  return ranks;
}

function presentSlots(live: LiveDaemonSet): number[] {
  const slots: number[] = [];
  for (let slot = 0; slot < live.capacity; slot++) if (live.present[slot]) slots.push(slot);
  return slots;
}

/** Filters, groups and sorts the Nodes. Takes the ranks of `rankNames`; with `filterSearch` the search filters too. */
export function orderNodes(
  live: LiveDaemonSet,
  view: NodeView,
  nameRanks: Uint32Array,
  options: { filterSearch: boolean },
): NodeOrder {
  const shown = filterNodes(live, view, options);
  const groupOf = groupKey(live, view.group);
  const groupKeys = new Map<string, number>();
  const keyRank = rankGroupKeys(shown, groupOf, view.group);
  const groupRank = new Uint32Array(live.capacity);
  for (const slot of shown) groupRank[slot] = keyRank.get(groupOf(slot)) ?? 0;
  const sortKey = sortKeys(live, view.sort, shown);
  const direction = view.reverse ? -1 : 1;
  const order = Uint32Array.from(shown).sort(
    (a, b) =>
      (groupRank[a] ?? 0) - (groupRank[b] ?? 0) ||
      ((sortKey[a] ?? 0) - (sortKey[b] ?? 0)) * direction ||
      ((nameRanks[a] ?? 0) - (nameRanks[b] ?? 0)) * (view.sort === 'name' ? direction : 1),
  );
  for (const slot of order) groupKeys.set(groupOf(slot), (groupKeys.get(groupOf(slot)) ?? 0) + 1);
  return finishOrder(live.capacity, order, groupKeys);
}

function finishOrder(capacity: number, slots: Uint32Array, counts: ReadonlyMap<string, number>): NodeOrder {
  const positions = new Int32Array(capacity).fill(-1);
  slots.forEach((slot, position) => {
    positions[slot] = position;
  });
  const groups: NodeGroup[] = [];
  let start = 0;
  for (const [key, count] of counts) {
    groups.push({ key, start, count });
    start += count;
  }
  return { slots, positions, groups };
}

/** The slots that pass the filters of the view, in slot order. */
export function filterNodes(live: LiveDaemonSet, view: NodeView, options: { filterSearch: boolean }): number[] {
  const wanted = new Set(view.states.map((state) => NODE_ROLLOUT_STATES.indexOf(state)));
  const only = view.only ? new Set(view.only) : null;
  const search = options.filterSearch ? searchMatcher(live, view.search) : null;
  return presentSlots(live).filter(
    (slot) =>
      (wanted.size === 0 || wanted.has(live.state[slot] ?? 0)) &&
      (!view.stale || ((live.marks[slot] ?? 0) & MARK.stale) !== 0) &&
      (view.reason === null || live.text(live.reason[slot] ?? 0) === view.reason) &&
      (view.revision === null || live.revision[slot] === view.revision) &&
      (only === null || only.has(live.name(slot))) &&
      (search === null || search(slot)),
  );
}

/** Tells whether a Node matches a search over its name, reason, zone, pool, role and type; null when there is nothing to search. */
export function searchMatcher(live: LiveDaemonSet, search: string): ((slot: number) => boolean) | null {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return null;
  return (slot) => {
    const columns = [live.reason, live.zone, live.pool, live.role, live.instanceType];
    const text = `${live.name(slot)} ${columns.map((column) => live.text(column[slot] ?? 0)).join(' ')}`.toLowerCase();
    return words.every((word) => text.includes(word));
  };
}

function groupKey(live: LiveDaemonSet, group: Grouping): (slot: number) => string {
  switch (group) {
    case 'none':
      return () => '';
    case 'state':
      return (slot) => NODE_ROLLOUT_STATES[live.state[slot] ?? 0] ?? '';
    case 'revision':
      return (slot) => (live.revision[slot] ? String(live.revision[slot]) : '');
    default:
      return (slot) => live.text(live[group][slot] ?? 0);
  }
}

/** States by attention, revisions newest first, the rest by name; Nodes without a value come last. */
function rankGroupKeys(slots: readonly number[], groupOf: (slot: number) => string, group: Grouping): Map<string, number> {
  const keys = [...new Set(slots.map(groupOf))];
  const attention: readonly string[] = ATTENTION_ORDER;
  keys.sort((a, b) => {
    if (a === '' || b === '') return a === b ? 0 : a === '' ? 1 : -1;
    if (group === 'state') return attention.indexOf(a) - attention.indexOf(b);
    return group === 'revision' ? Number(b) - Number(a) : collator.compare(a, b);
  });
  return new Map(keys.map((key, rank) => [key, rank]));
}

/** A number per slot, small first, in the natural direction of the sorting. */
function sortKeys(live: LiveDaemonSet, sort: Sorting, shown: readonly number[]): Float64Array {
  const keys = new Float64Array(live.capacity);
  const ranks = sort === 'reason' || sort === 'zone' || sort === 'pool' ? rankTexts(live, live[sort], shown) : null;
  for (const slot of shown) {
    switch (sort) {
      case 'state':
        keys[slot] = ATTENTION_RANK[live.state[slot] ?? 0] ?? 0;
        break;
      case 'revision':
        keys[slot] = live.revision[slot] ?? 0;
        break;
      case 'restarts':
        keys[slot] = -(live.restarts[slot] ?? 0);
        break;
      case 'age':
        keys[slot] = -(live.podCreatedAt[slot] ?? 0);
        break;
      default:
        keys[slot] = ranks?.get(live[sort as 'zone']?.[slot] ?? 0) ?? 0;
    }
  }
  return keys;
}

function rankTexts(live: LiveDaemonSet, column: Uint32Array, shown: readonly number[]): Map<number, number> {
  const indices = [...new Set(shown.map((slot) => column[slot] ?? 0))];
  indices.sort(
    (a, b) => Number(live.text(a) === '') - Number(live.text(b) === '') || collator.compare(live.text(a), live.text(b)),
  );
  return new Map(indices.map((index, rank) => [index, rank]));
}

/** The same order without the Nodes that are gone and with new ones at the end of their group: nothing else moves. */
export function keepOrder(
  previous: NodeOrder,
  live: LiveDaemonSet,
  view: NodeView,
  options: { filterSearch: boolean },
): NodeOrder {
  const groupOf = groupKey(live, view.group);
  const members = new Map<string, number[]>(previous.groups.map(({ key }) => [key, []]));
  const kept = new Set<number>();
  for (const { key, start, count } of previous.groups) {
    for (const slot of previous.slots.subarray(start, start + count)) {
      if (!live.present[slot]) continue;
      kept.add(slot);
      members.get(key)?.push(slot);
    }
  }
  for (const slot of filterNodes(live, view, options)) {
    if (kept.has(slot)) continue;
    const group = members.get(groupOf(slot)) ?? [];
    group.push(slot);
    members.set(groupOf(slot), group);
  }
  const filled = [...members].filter(([, slots]) => slots.length > 0);
  const counts = new Map(filled.map(([key, slots]) => [key, slots.length]));
  return finishOrder(live.capacity, Uint32Array.from(filled.flatMap(([, slots]) => slots)), counts);
}
