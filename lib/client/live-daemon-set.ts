import type { Connection } from '#lib/feed/connection.ts';
import type { DaemonSetDetail } from '#lib/rollout/summary.ts';

/** Which slots a change touched; `'all'` after a snapshot. */
export type ChangedSlots = ReadonlySet<number> | 'all';

/**
 * The live state of one DaemonSet over every Node of the cluster, held outside React in typed arrays that are
 * indexed by slot. Arrays are replaced when capacity grows: read them from here at each draw, never keep them.
 */
export interface LiveDaemonSet {
  /** Grows with every applied snapshot and patch. */
  readonly version: number;
  /** RFC 3339. */
  readonly asOf: string;
  readonly connection: Connection;
  /** Another object when something in it changed; a patch keeps the parts that did not. */
  readonly detail: DaemonSetDetail;
  /** Length of every array below; slots where `present` is 0 hold nothing. */
  readonly capacity: number;
  readonly nodeCount: number;
  readonly present: Uint8Array;
  /** Index into NODE_ROLLOUT_STATES. */
  readonly state: Uint8Array;
  /** Bits of MARK. */
  readonly marks: Uint8Array;
  /** Bits of TROUBLE. */
  readonly trouble: Uint8Array;
  readonly revision: Uint32Array;
  /** Arguments for `text`. */
  readonly reason: Uint32Array;
  readonly zone: Uint32Array;
  readonly pool: Uint32Array;
  readonly role: Uint32Array;
  readonly instanceType: Uint32Array;
  readonly restarts: Uint32Array;
  /** Seconds since the epoch, 0 when there is no Pod. */
  readonly podCreatedAt: Float64Array;
  readonly nodeCreatedAt: Float64Array;
  name(slot: number): string;
  text(index: number): string;
  slotOf(node: string): number | undefined;
  /** Calls the listener after each applied snapshot or patch, at most once per patch; returns the unsubscribe. */
  subscribe(listener: (changed: ChangedSlots) => void): () => void;
}
