import { NODE_ROLLOUT_STATES, type NodeRolloutState } from '#lib/rollout/node-rollout-state.ts';
import type { Phase } from '#lib/rollout/summary.ts';
import type { Connection } from './connection.ts';
import { type Cursor, MARK, type NodeColumns } from './snapshot.ts';

/** One DaemonSet of the matrix. It keeps its row number while it exists. */
export interface MatrixRow {
  readonly row: number;
  readonly uid: string;
  readonly namespace: string;
  readonly name: string;
  readonly phase: Phase;
}

/** Cells that are worth naming, parallel to `row`. */
export interface MatrixCells {
  readonly row: readonly number[];
  readonly slot: readonly number[];
  /** The byte of `matrixCell`. */
  readonly cell: readonly number[];
  /** Index into `strings`: the word that explains the state. */
  readonly reason: readonly number[];
}

/** Every DaemonSet on every Node: one byte a cell. */
export interface MatrixSnapshot {
  readonly kind: 'matrix';
  readonly cursor: Cursor;
  /** RFC 3339. */
  readonly asOf: string;
  readonly connection: Connection;
  /** Index 0 is ''. Patches append, never change. */
  readonly strings: readonly string[];
  readonly nodes: NodeColumns;
  readonly rows: readonly MatrixRow[];
  /** Parallel to `rows`: a base64 text of one byte for each of `nodes.slot`, in that order. */
  readonly cells: readonly string[];
  /** The cells that have a word. */
  readonly reasons: MatrixCells;
}

/** Applied in order, `seq` without gaps; absent parts did not change. */
export interface MatrixPatch {
  readonly kind: 'matrix';
  readonly seq: number;
  readonly asOf: string;
  readonly connection?: Connection;
  /** Appended to `strings`. */
  readonly strings?: readonly string[];
  /** Applied first. */
  readonly removedSlots?: readonly number[];
  readonly removedRows?: readonly number[];
  readonly nodes?: NodeColumns;
  /** New rows, all of whose cells follow in `cells`, and rows with another phase. */
  readonly rows?: readonly MatrixRow[];
  readonly cells?: MatrixCells;
}

/** Where the four marks of a cell stand in its byte, above the 4 bits of its state. */
const BIT = { stale: 0x10, terminating: 0x20, pending: 0x40, mayStay: 0x80 } as const;

/** A state in 4 bits and above it 4 of its marks: all that a cell is drawn from, beside its Node's trouble. */
export function matrixCell(state: number, marks: number): number {
  return (
    state |
    (marks & MARK.stale ? BIT.stale : 0) |
    (marks & MARK.terminating ? BIT.terminating : 0) |
    (marks & MARK.pending ? BIT.pending : 0) |
    (marks & MARK.shouldContinueRunning ? BIT.mayStay : 0)
  );
}

/** The state of a cell. */
export function cellState(cell: number): NodeRolloutState {
  return NODE_ROLLOUT_STATES[cell & 0x0f] ?? 'ineligible';
}

/** The MARK bits of a cell: stale, terminating, pending and shouldContinueRunning. */
export function cellMarks(cell: number): number {
  return (
    (cell & BIT.stale ? MARK.stale : 0) |
    (cell & BIT.terminating ? MARK.terminating : 0) |
    (cell & BIT.pending ? MARK.pending : 0) |
    (cell & BIT.mayStay ? MARK.shouldContinueRunning : 0)
  );
}

const CHUNK = 8_192;

/** Bytes as base64. */
export function bytesToText(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += CHUNK) text += String.fromCharCode(...bytes.subarray(at, at + CHUNK));
  return btoa(text);
}

/** The bytes of a base64 text; throws DOMException when it is none. */
export function textToBytes(text: string): Uint8Array {
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < binary.length; at += 1) bytes[at] = binary.charCodeAt(at);
  return bytes;
}
