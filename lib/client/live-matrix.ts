import type { Connection } from '#lib/feed/connection.ts';
import type { MatrixRow } from '#lib/feed/matrix.ts';
import type { MatrixNodes } from './matrix-nodes.ts';

/** What a change touched; `'all'` after a snapshot. `cells` holds row and slot in turn. */
export type MatrixChange =
  | 'all'
  | {
      readonly cells: readonly number[];
      /** Slots of Nodes that came, went or changed in themselves. */
      readonly slots: readonly number[];
      /** DaemonSets came, went or have another phase. */
      readonly rows: boolean;
    };

/**
 * Every DaemonSet on every Node, live, held outside React: one byte a cell. `nodes` is replaced when it grows:
 * read it from here at each draw, never keep it.
 */
export interface LiveMatrix {
  /** Grows with every applied snapshot and patch. */
  readonly version: number;
  /** RFC 3339. */
  readonly asOf: string;
  readonly connection: Connection;
  readonly nodeCount: number;
  readonly nodes: MatrixNodes;
  /** A new array whenever a DaemonSet comes, goes or has another phase; by row number, which has gaps. */
  readonly rows: readonly (MatrixRow | undefined)[];
  /** The byte of `matrixCell`. */
  cell(row: number, slot: number): number;
  /** The word that explains the cell, or ''. */
  reason(row: number, slot: number): string;
  /** Nodes where the DaemonSet should be or is, and those of them where it is in trouble. */
  eligibleInRow(row: number): number;
  troubledInRow(row: number): number;
  name(slot: number): string;
  text(index: number): string;
  slotOf(node: string): number | undefined;
  /** Calls the listener after each applied snapshot or patch; returns the unsubscribe. */
  subscribe(listener: (change: MatrixChange) => void): () => void;
}
