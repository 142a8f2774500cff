import type { Connection } from '#lib/feed/connection.ts';
import type { Summary } from '#lib/rollout/summary.ts';

/** The live list of a cluster's DaemonSets. Rows that did not change keep their reference from patch to patch. */
export interface LiveFleet {
  /** Grows with every applied snapshot and patch. */
  readonly version: number;
  /** RFC 3339. */
  readonly asOf: string;
  readonly connection: Connection;
  readonly nodeCount: number;
  /** A new array after each change, by namespace, then name. */
  readonly items: readonly Summary[];
  /** Calls the listener after each applied snapshot or patch; returns the unsubscribe. */
  subscribe(listener: () => void): () => void;
}
