import { FeedFormatError } from './feed-format-error.ts';
import { readNodeColumns, readRolloutColumns, readSlots } from './read-columns.ts';
import { type Fields, readArray, readConnection, readIndex, readObject, readString, readStrings } from './read-fields.ts';
import { readDetail, readSummary } from './read-summary.ts';
import type { DaemonSetPatch, FeedPatch, FleetPatch } from './snapshot.ts';

/**
 * Reads a patch of either kind. `stringCount` is how many texts its reader holds already: an index beyond those and
 * the patch's own is refused. Throws FeedFormatError when anything does not fit the contract.
 */
export function parseFeedPatch(value: unknown, stringCount = Number.MAX_SAFE_INTEGER): FeedPatch {
  const fields = readObject(value, 'patch');
  if (fields.kind === 'daemonset') return parseDaemonSetPatch(fields, stringCount);
  if (fields.kind === 'fleet') return parseFleetPatch(fields);
  throw new FeedFormatError('patch.kind', 'unknown');
}

function parseDaemonSetPatch(fields: Fields, stringCount: number): DaemonSetPatch {
  const strings = fields.strings === undefined ? [] : readStrings(fields.strings, 'strings');
  const limit = stringCount + strings.length;
  return {
    kind: 'daemonset',
    ...readHead(fields),
    ...(fields.detail === undefined ? {} : { detail: readDetail(fields.detail) }),
    ...(strings.length === 0 ? {} : { strings }),
    ...(fields.removedSlots === undefined ? {} : { removedSlots: readSlots(fields.removedSlots, 'removedSlots') }),
    ...(fields.nodes === undefined ? {} : { nodes: readNodeColumns(fields.nodes, limit) }),
    ...(fields.rollout === undefined ? {} : { rollout: readRolloutColumns(fields.rollout, limit) }),
  };
}

function parseFleetPatch(fields: Fields): FleetPatch {
  return {
    kind: 'fleet',
    ...readHead(fields),
    ...(fields.nodeCount === undefined ? {} : { nodeCount: readIndex(fields.nodeCount, 'nodeCount') }),
    ...(fields.items === undefined ? {} : { items: readArray(fields.items, 'items').map(readSummary) }),
    ...(fields.removed === undefined ? {} : { removed: readStrings(fields.removed, 'removed') }),
  };
}

function readHead(fields: Fields): Pick<FeedPatch, 'seq' | 'asOf' | 'connection'> {
  const seq = readIndex(fields.seq, 'seq');
  if (seq === 0) throw new FeedFormatError('seq', 'patches count from 1');
  const connection = fields.connection === undefined ? {} : { connection: readConnection(fields.connection) };
  return { seq, asOf: readString(fields.asOf, 'asOf'), ...connection };
}
