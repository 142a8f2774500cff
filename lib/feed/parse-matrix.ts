import { NODE_ROLLOUT_STATES } from '#lib/rollout/node-rollout-state.ts';
import { PHASES } from '#lib/rollout/summary.ts';
import { FeedFormatError } from './feed-format-error.ts';
import type { MatrixCells, MatrixPatch, MatrixRow, MatrixSnapshot } from './matrix.ts';
import { textToBytes } from './matrix.ts';
import { readNodeColumns, readSlots } from './read-columns.ts';
import { readArray, readConnection, readIndex, readIndices, readObject, readString, readStrings } from './read-fields.ts';

/** More DaemonSets than a cluster has by far: a row beyond it is a broken message. */
const ROW_LIMIT = 65_536;
const BYTE = 256;

/** Reads a snapshot of the matrix. Throws FeedFormatError when anything does not fit the contract. */
export function parseMatrixSnapshot(value: unknown): MatrixSnapshot {
  const fields = readObject(value, 'snapshot');
  if (fields.kind !== 'matrix') throw new FeedFormatError('snapshot.kind', 'not the matrix');
  const cursor = readObject(fields.cursor, 'cursor');
  const strings = readStrings(fields.strings, 'strings');
  if (strings[0] !== '') throw new FeedFormatError('strings', 'does not begin with the empty text');
  const rows = readArray(fields.rows, 'rows').map(readRow);
  const cells = readStrings(fields.cells, 'cells');
  if (cells.length !== rows.length) throw new FeedFormatError('cells', 'not as long as the rows');
  return {
    kind: 'matrix',
    cursor: { epoch: readString(cursor.epoch, 'cursor.epoch'), seq: readIndex(cursor.seq, 'cursor.seq') },
    asOf: readString(fields.asOf, 'asOf'),
    connection: readConnection(fields.connection),
    strings,
    nodes: readNodeColumns(fields.nodes, strings.length),
    rows,
    cells,
    reasons: readCells(fields.reasons, strings.length),
  };
}

/** Reads a patch of the matrix; `stringCount` is how many texts its reader holds already. Throws FeedFormatError. */
export function parseMatrixPatch(value: unknown, stringCount: number): MatrixPatch {
  const fields = readObject(value, 'patch');
  if (fields.kind !== 'matrix') throw new FeedFormatError('patch.kind', 'not of this feed');
  const strings = fields.strings === undefined ? [] : readStrings(fields.strings, 'strings');
  const limit = stringCount + strings.length;
  const seq = readIndex(fields.seq, 'seq');
  if (seq === 0) throw new FeedFormatError('seq', 'patches count from 1');
  return {
    kind: 'matrix',
    seq,
    asOf: readString(fields.asOf, 'asOf'),
    ...(fields.connection === undefined ? {} : { connection: readConnection(fields.connection) }),
    ...(strings.length === 0 ? {} : { strings }),
    ...(fields.removedSlots === undefined ? {} : { removedSlots: readSlots(fields.removedSlots, 'removedSlots') }),
    ...(fields.removedRows === undefined ? {} : { removedRows: readIndices(fields.removedRows, 'removedRows', ROW_LIMIT) }),
    ...(fields.nodes === undefined ? {} : { nodes: readNodeColumns(fields.nodes, limit) }),
    ...(fields.rows === undefined ? {} : { rows: readArray(fields.rows, 'rows').map(readRow) }),
    ...(fields.cells === undefined ? {} : { cells: readCells(fields.cells, limit) }),
  };
}

/** The bytes of one row of a snapshot, one for each Node. Throws FeedFormatError. */
export function readRowBytes(text: string, length: number): Uint8Array {
  const bytes = bytesOf(text);
  if (bytes.length !== length) throw new FeedFormatError('cells', 'not one byte for each Node');
  for (const cell of bytes) checkState(cell);
  return bytes;
}

function bytesOf(text: string): Uint8Array {
  try {
    return textToBytes(text);
  } catch {
    throw new FeedFormatError('cells', 'not base64');
  }
}

function readRow(value: unknown): MatrixRow {
  const fields = readObject(value, 'row');
  const phase = PHASES.find((known) => known === fields.phase);
  if (phase === undefined) throw new FeedFormatError('row.phase', 'unknown');
  return {
    row: readIndex(fields.row, 'row.row', ROW_LIMIT),
    uid: readString(fields.uid, 'row.uid'),
    namespace: readString(fields.namespace, 'row.namespace'),
    name: readString(fields.name, 'row.name'),
    phase,
  };
}

function readCells(value: unknown, strings: number): MatrixCells {
  const fields = readObject(value, 'cells');
  const cells: MatrixCells = {
    row: readIndices(fields.row, 'cells.row', ROW_LIMIT),
    slot: readSlots(fields.slot, 'cells.slot'),
    cell: readIndices(fields.cell, 'cells.cell', BYTE),
    reason: readIndices(fields.reason, 'cells.reason', strings),
  };
  for (const [name, column] of Object.entries(cells)) {
    if (column.length !== cells.row.length) throw new FeedFormatError(`cells.${name}`, 'not as long as the rows');
  }
  cells.cell.forEach(checkState);
  return cells;
}

function checkState(cell: number): void {
  if ((cell & 0x0f) >= NODE_ROLLOUT_STATES.length) throw new FeedFormatError('cells.cell', 'unknown state');
}
