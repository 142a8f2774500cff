import { slotRuns } from './slot-runs.ts';
import type { FeedSnapshot } from './snapshot.ts';

/** A snapshot as JSON for the wire: its columns of slots are written as runs. */
export function snapshotText(snapshot: FeedSnapshot): string {
  if (snapshot.kind === 'fleet') return JSON.stringify(snapshot);
  const nodes = { ...snapshot.nodes, slot: slotRuns(snapshot.nodes.slot) };
  if (snapshot.kind === 'matrix') return JSON.stringify({ ...snapshot, nodes });
  return JSON.stringify({ ...snapshot, nodes, rollout: { ...snapshot.rollout, slot: slotRuns(snapshot.rollout.slot) } });
}
