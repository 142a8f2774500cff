import { LiveMatrixStore } from '#lib/client/live-matrix-store.ts';
import { bytesToText, type MatrixSnapshot, matrixCell } from '#lib/feed/matrix.ts';
import { MARK } from '#lib/feed/snapshot.ts';
import { NODE_ROLLOUT_STATES, type NodeRolloutState } from '#lib/rollout/node-rollout-state.ts';
import type { Phase } from '#lib/rollout/summary.ts';

const WORDS = { a: 'available', f: 'failing', m: 'missing', x: 'misscheduled', o: 'outdated', '-': 'ineligible' } as const;

/** One DaemonSet: a letter for each Node, of WORDS, and `s` for a Pod that may stay where no new one would be put. */
export interface SampleRow {
  readonly name: string;
  readonly cells: string;
  readonly namespace?: string;
  readonly phase?: Phase;
}

/** A live matrix of Nodes `node-0`, `node-1` …; `nodes` says more about some of them. */
export function sampleLiveMatrix(
  rows: readonly SampleRow[],
  nodes: Readonly<Record<number, { readonly zone?: string; readonly trouble?: number; readonly name?: string }>> = {},
): LiveMatrixStore {
  const slots = Array.from(rows[0]?.cells ?? '', (_, slot) => slot);
  const strings = ['', ...new Set(Object.values(nodes).flatMap(({ zone }) => zone ?? []))];
  const none = slots.map(() => 0);
  const snapshot: MatrixSnapshot = {
    kind: 'matrix',
    cursor: { epoch: 'e', seq: 0 },
    asOf: 'now',
    connection: { state: 'live', lastProofAt: null, since: '2026-01-01T00:00:00Z', problem: null },
    strings,
    nodes: {
      slot: slots,
      name: slots.map((slot) => nodes[slot]?.name ?? `node-${slot}`),
      zone: slots.map((slot) => strings.indexOf(nodes[slot]?.zone ?? '')),
      pool: none,
      role: none,
      instanceType: none,
      trouble: slots.map((slot) => nodes[slot]?.trouble ?? 0),
      createdAt: none,
    },
    rows: rows.map(({ name, namespace = 'default', phase = 'complete' }, row) => ({ row, uid: name, namespace, name, phase })),
    cells: rows.map(({ cells }) => bytesToText(Uint8Array.from(cells, cellOf))),
    reasons: { row: [], slot: [], cell: [], reason: [] },
  };
  return new LiveMatrixStore(snapshot);
}

/** A patch that changes one cell of it. */
export function cellPatch(seq: number, { row, slot, state }: { row: number; slot: number; state: NodeRolloutState }) {
  const cell = matrixCell(NODE_ROLLOUT_STATES.indexOf(state), 0);
  return { kind: 'matrix', seq, asOf: 'later', cells: { row: [row], slot: [slot], cell: [cell], reason: [0] } };
}

function cellOf(letter: string): number {
  if (letter === 's') return matrixCell(NODE_ROLLOUT_STATES.indexOf('misscheduled'), MARK.shouldContinueRunning);
  return matrixCell(NODE_ROLLOUT_STATES.indexOf(WORDS[letter as keyof typeof WORDS]), 0);
}
