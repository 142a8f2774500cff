import type { LiveMatrix } from '#lib/client/live-matrix.ts';
import { troubledIn } from '#lib/client/matrix-rows.ts';
import { cellState, type MatrixRow } from '#lib/feed/matrix.ts';
import type { NodeRolloutState } from '#lib/rollout/node-rollout-state.ts';

/** One line of the matrix that explains trouble: a bad Node is a column, a bad DaemonSet a row, what is left a cell. */
export type TroubleLine =
  | { readonly kind: 'node'; readonly slot: number; readonly count: number; readonly of: number }
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
 * The fewest lines that cover the most trouble: again and again the Node or DaemonSet with the most cells in trouble that
 * no line covers yet. Costs a look at each Node and DaemonSet for each line.
 */
export function troubleLines(live: LiveMatrix): TroubleLines {
  const rows = live.rows.filter((row): row is MatrixRow => row !== undefined);
  const left = new Uint32Array(live.nodes.troubled);
  const leftInRow = new Map(rows.map(({ row }) => [row, live.troubledInRow(row)]));
  const total = [...leftInRow.values()].reduce((sum, count) => sum + count, 0);
  const lines: TroubleLine[] = [];
  const coveredRows = new Set<number>();
  const coveredSlots = new Set<number>();
  let rest = total;
  while (rest > 0 && lines.length < MOST_LINES) {
    const slot = largest(left);
    const row = rows.reduce((best, next) => ((leftInRow.get(next.row) ?? 0) > (leftInRow.get(best.row) ?? 0) ? next : best));
    const inNode = left[slot] ?? 0;
    const inRow = leftInRow.get(row.row) ?? 0;
    const isColumn = inNode > inRow || (inNode > 1 && inNode === inRow && share(live, slot) > shareOfRow(live, row));
    const line = isColumn ? nodeLine(live, slot) : rowLine(live, row);
    if (line.kind === 'node') for (const other of rows) take(other.row, slot);
    else for (let node = 0; node < left.length; node += 1) take(row.row, node);
    if (line.kind === 'node') coveredSlots.add(line.slot);
    else coveredRows.add(line.row.row);
    rest = [...leftInRow.values()].reduce((sum, count) => sum + count, 0);
    lines.push(line);
  }
  return { lines, rest, total };

  function take(row: number, slot: number): void {
    if (!troubledIn(live.cell(row, slot)) || coveredRows.has(row) || coveredSlots.has(slot)) return;
    left[slot] = (left[slot] ?? 0) - 1;
    leftInRow.set(row, (leftInRow.get(row) ?? 0) - 1);
  }
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
