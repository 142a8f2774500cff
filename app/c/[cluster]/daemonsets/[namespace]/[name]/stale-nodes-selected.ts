import type { LiveDaemonSet } from '#lib/client/live-daemon-set.ts';
import { MARK } from '#lib/feed/snapshot.ts';

/** The Nodes with a stale Pod among the chosen ones, or null when there are none: nothing to offer. */
export function staleNodesSelected(live: LiveDaemonSet, chosen: readonly number[]): readonly string[] | null {
  const stale = chosen.filter((slot) => ((live.marks[slot] ?? 0) & MARK.stale) !== 0);
  return stale.length === 0 ? null : stale.map((slot) => live.name(slot));
}
