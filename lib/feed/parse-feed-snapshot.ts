import { FeedFormatError } from './feed-format-error.ts';
import { readNodeColumns, readRolloutColumns } from './read-columns.ts';
import { type Fields, readArray, readConnection, readIndex, readObject, readString, readStrings } from './read-fields.ts';
import { readDetail, readSummary } from './read-summary.ts';
import type { Cursor, DaemonSetSnapshot, FeedSnapshot, FleetSnapshot } from './snapshot.ts';

/** Reads a snapshot of either kind. Throws FeedFormatError when anything does not fit the contract. */
export function parseFeedSnapshot(value: unknown): FeedSnapshot {
  const fields = readObject(value, 'snapshot');
  if (fields.kind === 'daemonset') return parseDaemonSetSnapshot(fields);
  if (fields.kind === 'fleet') return parseFleetSnapshot(fields);
  throw new FeedFormatError('snapshot.kind', 'unknown');
}

function parseDaemonSetSnapshot(fields: Fields): DaemonSetSnapshot {
  const strings = readStrings(fields.strings, 'strings');
  if (strings[0] !== '') throw new FeedFormatError('strings', 'does not begin with the empty text');
  return {
    kind: 'daemonset',
    cursor: readCursor(fields.cursor),
    asOf: readString(fields.asOf, 'asOf'),
    connection: readConnection(fields.connection),
    detail: readDetail(fields.detail),
    strings,
    nodes: readNodeColumns(fields.nodes, strings.length),
    rollout: readRolloutColumns(fields.rollout, strings.length),
  };
}

function parseFleetSnapshot(fields: Fields): FleetSnapshot {
  return {
    kind: 'fleet',
    cursor: readCursor(fields.cursor),
    asOf: readString(fields.asOf, 'asOf'),
    connection: readConnection(fields.connection),
    nodeCount: readIndex(fields.nodeCount, 'nodeCount'),
    items: readArray(fields.items, 'items').map(readSummary),
  };
}

function readCursor(value: unknown): Cursor {
  const fields = readObject(value, 'cursor');
  return { epoch: readString(fields.epoch, 'cursor.epoch'), seq: readIndex(fields.seq, 'cursor.seq') };
}
