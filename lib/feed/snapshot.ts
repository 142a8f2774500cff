import type { DaemonSetDetail, Summary } from '#lib/rollout/summary.ts';
import type { Connection } from './connection.ts';
import type { MatrixPatch, MatrixSnapshot } from './matrix.ts';

/**
 * Where a stream stands: `epoch` changes when the server's slots or history start anew, `seq` grows by one per patch.
 * Written `epoch.seq`.
 */
export interface Cursor {
  readonly epoch: string;
  readonly seq: number;
}

/** Bits of `NodeColumns.trouble`. */
export const TROUBLE = { notReady: 1, unreachable: 2, pressure: 4, cordoned: 8, deleting: 16 } as const;

/** Bits of `RolloutColumns.marks`. */
export const MARK = {
  /** A live Pod here is not of the update revision. */
  stale: 1,
  /** Two revisions side by side. */
  surge: 2,
  terminating: 4,
  /** Not bound to the Node yet. */
  pending: 8,
  shouldRun: 16,
  shouldContinueRunning: 32,
} as const;

/**
 * Columns about Nodes, parallel to `slot`. A Node keeps its slot while it exists; slots of deleted Nodes may be used again
 * by a later patch. Text columns hold indices into `strings`.
 */
export interface NodeColumns {
  readonly slot: readonly number[];
  readonly name: readonly string[];
  readonly zone: readonly number[];
  readonly pool: readonly number[];
  readonly role: readonly number[];
  readonly instanceType: readonly number[];
  readonly trouble: readonly number[];
  /** Seconds since the epoch. */
  readonly createdAt: readonly number[];
}

/** Columns about one DaemonSet on the Nodes, parallel to `slot`. */
export interface RolloutColumns {
  readonly slot: readonly number[];
  /** Index into NODE_ROLLOUT_STATES. */
  readonly state: readonly number[];
  readonly marks: readonly number[];
  /** Revision number of the Pod that counts (the oldest), 0 when none. */
  readonly revision: readonly number[];
  /** Index into `strings`: the word that explains the state. */
  readonly reason: readonly number[];
  readonly restarts: readonly number[];
  /** Seconds since the epoch: creation of the Pod that counts, 0 when none. */
  readonly podCreatedAt: readonly number[];
}

/** Everything a DaemonSet page needs to draw. */
export interface DaemonSetSnapshot {
  readonly kind: 'daemonset';
  readonly cursor: Cursor;
  /** RFC 3339. */
  readonly asOf: string;
  readonly connection: Connection;
  readonly detail: DaemonSetDetail;
  /** Index 0 is ''. Patches append, never change. */
  readonly strings: readonly string[];
  readonly nodes: NodeColumns;
  readonly rollout: RolloutColumns;
}

/** Applied in order, `seq` without gaps; absent parts did not change. */
export interface DaemonSetPatch {
  readonly kind: 'daemonset';
  readonly seq: number;
  readonly asOf: string;
  readonly connection?: Connection;
  readonly detail?: DaemonSetDetail;
  /** Appended to `strings`. */
  readonly strings?: readonly string[];
  /** Applied first. */
  readonly removedSlots?: readonly number[];
  readonly nodes?: NodeColumns;
  readonly rollout?: RolloutColumns;
}

export interface FleetSnapshot {
  readonly kind: 'fleet';
  readonly cursor: Cursor;
  readonly asOf: string;
  readonly connection: Connection;
  readonly nodeCount: number;
  readonly items: readonly Summary[];
}

export interface FleetPatch {
  readonly kind: 'fleet';
  readonly seq: number;
  readonly asOf: string;
  readonly connection?: Connection;
  readonly nodeCount?: number;
  /** Added or changed, whole. */
  readonly items?: readonly Summary[];
  /** uids. */
  readonly removed?: readonly string[];
}

export type FeedSnapshot = DaemonSetSnapshot | FleetSnapshot | MatrixSnapshot;
export type FeedPatch = DaemonSetPatch | FleetPatch | MatrixPatch;
