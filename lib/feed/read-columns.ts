import { NODE_ROLLOUT_STATES } from '#lib/rollout/node-rollout-state.ts';
import { FeedFormatError } from './feed-format-error.ts';
import { readIndices, readObject, readStrings } from './read-fields.ts';
import { readSlotRuns } from './slot-runs.ts';
import type { NodeColumns, RolloutColumns } from './snapshot.ts';

/** Ten times the largest cluster that Kubernetes supports ten times over: a slot beyond it is a broken message. */
const SLOT_LIMIT = 1_048_576;
const BYTE = 256;
const UINT32 = 2 ** 32;

/** Reads the Node columns; text indices must be below `strings`. Throws FeedFormatError. */
export function readNodeColumns(value: unknown, strings: number): NodeColumns {
  const fields = readObject(value, 'nodes');
  const columns: NodeColumns = {
    slot: readSlots(fields.slot, 'nodes.slot'),
    name: readStrings(fields.name, 'nodes.name'),
    zone: readIndices(fields.zone, 'nodes.zone', strings),
    pool: readIndices(fields.pool, 'nodes.pool', strings),
    role: readIndices(fields.role, 'nodes.role', strings),
    instanceType: readIndices(fields.instanceType, 'nodes.instanceType', strings),
    trouble: readIndices(fields.trouble, 'nodes.trouble', BYTE),
    createdAt: readIndices(fields.createdAt, 'nodes.createdAt'),
  };
  return sameLength(columns, 'nodes');
}

/** Reads the rollout columns; text indices must be below `strings`. Throws FeedFormatError. */
export function readRolloutColumns(value: unknown, strings: number): RolloutColumns {
  const fields = readObject(value, 'rollout');
  const columns: RolloutColumns = {
    slot: readSlots(fields.slot, 'rollout.slot'),
    state: readIndices(fields.state, 'rollout.state', NODE_ROLLOUT_STATES.length),
    marks: readIndices(fields.marks, 'rollout.marks', BYTE),
    revision: readIndices(fields.revision, 'rollout.revision', UINT32),
    reason: readIndices(fields.reason, 'rollout.reason', strings),
    restarts: readIndices(fields.restarts, 'rollout.restarts', UINT32),
    podCreatedAt: readIndices(fields.podCreatedAt, 'rollout.podCreatedAt'),
  };
  return sameLength(columns, 'rollout');
}

/** Reads slots, as a list or as runs. Throws FeedFormatError. */
export function readSlots(value: unknown, where: string): readonly number[] {
  return Array.isArray(value) ? readIndices(value, where, SLOT_LIMIT) : readSlotRuns(value, where, SLOT_LIMIT);
}

function sameLength<T extends { readonly slot: readonly number[] }>(columns: T, where: string): T {
  for (const [name, column] of Object.entries(columns) as [string, readonly unknown[]][]) {
    if (column.length !== columns.slot.length) throw new FeedFormatError(`${where}.${name}`, 'not as long as the slots');
  }
  return columns;
}
