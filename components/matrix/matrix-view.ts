import type { Phase } from '#lib/rollout/summary.ts';

export const COLUMN_GROUPINGS = ['none', 'zone', 'pool', 'role'] as const;
export type ColumnGrouping = (typeof COLUMN_GROUPINGS)[number];

export const COLUMN_SORTINGS = ['attention', 'name'] as const;
export type ColumnSorting = (typeof COLUMN_SORTINGS)[number];

/** Which DaemonSets and Nodes are shown, and in which order: what the URL of the matrix says. */
export interface MatrixView {
  readonly namespace: string | null;
  /** Empty means every phase. */
  readonly phases: readonly Phase[];
  readonly search: string;
  readonly group: ColumnGrouping;
  readonly sort: ColumnSorting;
  /** Only DaemonSets and Nodes with a cell in trouble. */
  readonly trouble: boolean;
}
