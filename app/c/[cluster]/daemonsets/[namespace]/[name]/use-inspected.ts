'use client';
import type { SelectionStore } from '#components/node-grid/selection-store.ts';
import { useSelectionVersion } from '#components/node-grid/use-selection.ts';
import type { LiveDaemonSet } from '#lib/client/live-daemon-set.ts';

interface Inspected {
  /** The Node that the inspector is about; one that is chosen alone is, too. */
  readonly opened: string | null;
  /** How many Nodes are chosen. */
  readonly chosen: number;
}

/** What the inspector is about: the Node that is open, else the chosen Nodes, else the DaemonSet. */
export function useInspected(
  live: LiveDaemonSet,
  { node, store }: { readonly node: string | null; readonly store: SelectionStore },
): Inspected {
  useSelectionVersion(store);
  const [only] = store.slots();
  const alone = store.size === 1 && only !== undefined ? live.name(only) : null;
  return { opened: node ?? alone, chosen: store.size };
}
