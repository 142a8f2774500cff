import type { LiveMatrix } from '#lib/client/live-matrix.ts';
import type { MatrixRow } from '#lib/feed/matrix.ts';
import { TROUBLE } from '#lib/feed/snapshot.ts';
import { PHASES } from '#lib/rollout/summary.ts';
import type { ColumnGrouping, MatrixView } from './matrix-view.ts';

/** A run of columns under one heading. `key` is the value that the Nodes share, '' when they have none. */
export interface ColumnGroup {
  readonly key: string;
  readonly start: number;
  readonly count: number;
}

/** What is shown and in which order. */
export interface MatrixOrder {
  readonly rows: readonly MatrixRow[];
  /** Position in `rows` by row number. */
  readonly rowPositions: ReadonlyMap<number, number>;
  readonly slots: Uint32Array;
  /** Position in `slots` by slot, -1 when not shown. */
  readonly positions: Int32Array;
  readonly groups: readonly ColumnGroup[];
}

const BROKEN = TROUBLE.notReady | TROUBLE.unreachable | TROUBLE.pressure | TROUBLE.deleting;
const collator = new Intl.Collator('en', { numeric: true });

/** Position of every Node's name in natural order (node-2 before node-10), by slot. Costs a sort of all names. */
export function rankNodeNames(live: LiveMatrix): Uint32Array {
  const slots = presentNodes(live).sort((a, b) => collator.compare(live.name(a), live.name(b)));
  const ranks = new Uint32Array(live.nodes.capacity);
  slots.forEach((slot, rank) => {
    ranks[slot] = rank;
  });
  return ranks;
}

/**
 * Rows attention first, columns grouped and then by attention or name. With a `previous` order nothing that it holds
 * moves: only what is new comes, at the end, and what is gone goes.
 */
export function orderMatrix(live: LiveMatrix, view: MatrixView, ranks: Uint32Array, previous?: MatrixOrder): MatrixOrder {
  const rows = shownRows(live, view, previous);
  const shown = shownNodes(live, view);
  const groupOf = groupKey(live, view.group);
  const keys = rankKeys(new Set(shown.map(groupOf)));
  const slots = Uint32Array.from(shown).sort(
    (a, b) =>
      (keys.get(groupOf(a)) ?? 0) - (keys.get(groupOf(b)) ?? 0) ||
      place(previous, a) - place(previous, b) ||
      (view.sort === 'attention' ? attentionOf(live, b) - attentionOf(live, a) : 0) ||
      (ranks[a] ?? 0) - (ranks[b] ?? 0),
  );
  const positions = new Int32Array(live.nodes.capacity).fill(-1);
  const counts = new Map<string, number>();
  slots.forEach((slot, position) => {
    positions[slot] = position;
    counts.set(groupOf(slot), (counts.get(groupOf(slot)) ?? 0) + 1);
  });
  return {
    rows,
    rowPositions: new Map(rows.map(({ row }, position) => [row, position])),
    slots,
    positions,
    groups: groupsOf(counts),
  };
}

function presentNodes(live: LiveMatrix): number[] {
  const slots: number[] = [];
  for (let slot = 0; slot < live.nodes.capacity; slot += 1) if (live.nodes.present[slot]) slots.push(slot);
  return slots;
}

function shownRows(live: LiveMatrix, view: MatrixView, previous: MatrixOrder | undefined): readonly MatrixRow[] {
  const rows = live.rows.filter(
    (row): row is MatrixRow =>
      row !== undefined &&
      (view.namespace === null || row.namespace === view.namespace) &&
      (view.phases.length === 0 || view.phases.includes(row.phase)) &&
      (!view.trouble || live.troubledInRow(row.row) > 0),
  );
  const rank = ({ row }: MatrixRow): number => previous?.rowPositions.get(row) ?? Number.MAX_SAFE_INTEGER;
  return searched(rows, view.search, ({ namespace, name }) => `${namespace}/${name}`).sort(
    (a, b) =>
      rank(a) - rank(b) ||
      live.troubledInRow(b.row) - live.troubledInRow(a.row) ||
      PHASES.indexOf(a.phase) - PHASES.indexOf(b.phase) ||
      collator.compare(`${a.namespace}/${a.name}`, `${b.namespace}/${b.name}`),
  );
}

function shownNodes(live: LiveMatrix, view: MatrixView): number[] {
  const slots = presentNodes(live).filter(
    (slot) => !view.trouble || (live.nodes.troubled[slot] ?? 0) > 0 || ((live.nodes.trouble[slot] ?? 0) & BROKEN) !== 0,
  );
  const { zone, pool, role } = live.nodes;
  return searched(slots, view.search, (slot) =>
    [live.name(slot), ...[zone, pool, role].map((column) => live.text(column[slot] ?? 0))].join(' '),
  );
}

/** Those that every word of the search fits. A search that fits none of one kind is meant for the other. */
function searched<Item>(items: Item[], search: string, textOf: (item: Item) => string): Item[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return items;
  const found = items.filter((item) => {
    const text = textOf(item).toLowerCase();
    return words.every((word) => text.includes(word));
  });
  return found.length === 0 ? items : found;
}

/** True when a search fits neither a DaemonSet nor a Node. */
export function findsNothing(live: LiveMatrix, search: string): boolean {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return false;
  const { zone, pool, role } = live.nodes;
  const fits = (text: string) => words.every((word) => text.toLowerCase().includes(word));
  return !(
    live.rows.some((row) => row !== undefined && fits(`${row.namespace}/${row.name}`)) ||
    presentNodes(live).some((slot) =>
      fits([live.name(slot), ...[zone, pool, role].map((column) => live.text(column[slot] ?? 0))].join(' ')),
    )
  );
}

/** A Node in trouble for many DaemonSets first, then one that is in trouble itself, then a cordoned one. */
function attentionOf(live: LiveMatrix, slot: number): number {
  const trouble = live.nodes.trouble[slot] ?? 0;
  return (live.nodes.troubled[slot] ?? 0) * 4 + (trouble & BROKEN ? 2 : 0) + (trouble & TROUBLE.cordoned ? 1 : 0);
}

function place(previous: MatrixOrder | undefined, slot: number): number {
  const position = previous?.positions[slot] ?? -1;
  return position < 0 ? Number.MAX_SAFE_INTEGER : position;
}

function groupKey(live: LiveMatrix, group: ColumnGrouping): (slot: number) => string {
  if (group === 'none') return () => '';
  return (slot) => live.text(live.nodes[group][slot] ?? 0);
}

/** By name; Nodes without a value come last. */
function rankKeys(keys: ReadonlySet<string>): ReadonlyMap<string, number> {
  const sorted = [...keys].sort((a, b) => Number(a === '') - Number(b === '') || collator.compare(a, b));
  return new Map(sorted.map((key, rank) => [key, rank]));
}

function groupsOf(counts: ReadonlyMap<string, number>): readonly ColumnGroup[] {
  const groups: ColumnGroup[] = [];
  let start = 0;
  for (const [key, count] of counts) {
    groups.push({ key, start, count });
    start += count;
  }
  return groups;
}
