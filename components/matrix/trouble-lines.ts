import type { LiveMatrix } from '#lib/client/live-matrix.ts';
import { troubledIn } from '#lib/client/matrix-rows.ts';
import { cellState, type MatrixRow } from '#lib/feed/matrix.ts';
import type { NodeRolloutState } from '#lib/rollout/node-rollout-state.ts';

/** One line of the matrix that explains trouble: a bad Node is a column, a bad DaemonSet a row, what is left a cell. */
export type TroubleLine =
  | { readonly kind: 'node'; readonly slot: number; readonly count: number; readonly of: number }
  /** Several Nodes, each in trouble for most of its DaemonSets. */
  | { readonly kind: 'nodes'; readonly slots: readonly number[] }
  | {
      readonly kind: 'daemonSet';
      readonly row: MatrixRow;
      readonly count: number;
      readonly of: number;
      /** What all of these cells are, null when they differ. */
      readonly state: NodeRolloutState | null;
    }
  | { readonly kind: 'cell'; readonly row: MatrixRow; readonly slot: number; readonly state: NodeRolloutState };

export interface TroubleLines {
  readonly lines: readonly TroubleLine[];
  /** Cells in trouble that no line covers. */
  readonly rest: number;
  /** All cells in trouble. */
  readonly total: number;
}

const MOST_LINES = 3;

/**
 * The fewest lines that cover the most trouble: first the Nodes that are in trouble for most of their DaemonSets, then
 * again and again the Node or DaemonSet with the most cells in trouble that no line covers yet. Costs a look at each Node
 * and DaemonSet for each line.
 */
export function troubleLines(live: LiveMatrix): TroubleLines {
  const rows = live.rows.filter((row): row is MatrixRow => row !== undefined);
  const left = new Uint32Array(live.nodes.troubled);
  const leftInRow = new Map(rows.map(({ row }) => [row, live.troubledInRow(row)]));
  const covered = { rows: new Set<number>(), slots: new Set<number>() };
  const lines: TroubleLine[] = [];
  const rest = () => [...leftInRow.values()].reduce((sum, count) => sum + count, 0);
  const total = rest();
  const bad = badNodes(live);
  if (bad.length > 0) cover(bad.length === 1 ? nodeLine(live, bad[0] ?? 0) : { kind: 'nodes', slots: bad });
  while (rest() > 0 && lines.length < MOST_LINES) cover(largestLine(live, rows, { left, leftInRow }));
  return { lines, rest: rest(), total };

  function cover(line: TroubleLine): void {
    const slots = line.kind === 'node' ? [line.slot] : line.kind === 'nodes' ? line.slots : left.keys();
    const numbers = line.kind === 'node' || line.kind === 'nodes' ? rows.map(({ row }) => row) : [line.row.row];
    for (const slot of slots) for (const row of numbers) take(row, slot);
    if (line.kind === 'node' || line.kind === 'nodes') for (const slot of slots) covered.slots.add(slot);
    else covered.rows.add(line.row.row);
    lines.push(line);
  }

  function take(row: number, slot: number): void {
    if (!troubledIn(live.cell(row, slot)) || covered.rows.has(row) || covered.slots.has(slot)) return;
    left[slot] = (left[slot] ?? 0) - 1;
    leftInRow.set(row, (leftInRow.get(row) ?? 0) - 1);
  }
}

/** Nodes in trouble for two or more and most of their DaemonSets; none when that is so of most Nodes: then it is the DaemonSets. */
function badNodes(live: LiveMatrix): readonly number[] {
  const { troubled, eligible } = live.nodes;
  const bad: number[] = [];
  troubled.forEach((count, slot) => {
    if (count > 1 && count * 2 > (eligible[slot] ?? 0)) bad.push(slot);
  });
  return bad.length * 2 > live.nodeCount ? [] : bad;
}

function largestLine(
  live: LiveMatrix,
  rows: readonly MatrixRow[],
  { left, leftInRow }: { readonly left: Uint32Array; readonly leftInRow: ReadonlyMap<number, number> },
): TroubleLine {
  const slot = largest(left);
  const row = rows.reduce((best, next) => ((leftInRow.get(next.row) ?? 0) > (leftInRow.get(best.row) ?? 0) ? next : best));
  const inNode = left[slot] ?? 0;
  const inRow = leftInRow.get(row.row) ?? 0;
  const isColumn = inNode > inRow || (inNode > 1 && inNode === inRow && share(live, slot) > shareOfRow(live, row));
  return isColumn ? nodeLine(live, slot) : rowLine(live, row);
}

function nodeLine(live: LiveMatrix, slot: number): TroubleLine {
  return { kind: 'node', slot, count: live.nodes.troubled[slot] ?? 0, of: live.nodes.eligible[slot] ?? 0 };
}

function rowLine(live: LiveMatrix, row: MatrixRow): TroubleLine {
  const slots: number[] = [];
  for (let slot = 0; slot < live.nodes.capacity; slot += 1) if (troubledIn(live.cell(row.row, slot))) slots.push(slot);
  const states = new Set(slots.map((slot) => cellState(live.cell(row.row, slot))));
  const [slot = 0] = slots;
  const [state = 'failing'] = states;
  if (slots.length === 1) return { kind: 'cell', row, slot, state };
  return {
    kind: 'daemonSet',
    row,
    count: slots.length,
    of: live.eligibleInRow(row.row),
    state: states.size === 1 ? state : null,
  };
}

function share(live: LiveMatrix, slot: number): number {
  return (live.nodes.troubled[slot] ?? 0) / Math.max(1, live.nodes.eligible[slot] ?? 0);
}

function shareOfRow(live: LiveMatrix, { row }: MatrixRow): number {
  return live.troubledInRow(row) / Math.max(1, live.eligibleInRow(row));
}

function largest(counts: Uint32Array): number {
  let best = 0;
  for (let slot = 1; slot < counts.length; slot += 1) if ((counts[slot] ?? 0) > (counts[best] ?? 0)) best = slot;
  return best;
}
