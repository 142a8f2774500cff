import type { LiveDaemonSet } from '#lib/client/live-daemon-set.ts';
import { MARK } from '#lib/feed/snapshot.ts';
import { NODE_ROLLOUT_STATES } from '#lib/rollout/node-rollout-state.ts';
import type { NodeGroup, NodeOrder } from './node-order.ts';

export interface GroupCounts {
  readonly eligible: number;
  readonly done: number;
  readonly stale: number;
}

const AVAILABLE = NODE_ROLLOUT_STATES.indexOf('available');

/** What a group's heading says: eligible Nodes, those that are updated and available, those with a stale Pod. */
export function countGroup(live: LiveDaemonSet, order: NodeOrder, group: NodeGroup): GroupCounts {
  let eligible = 0;
  let done = 0;
  let stale = 0;
  for (const slot of order.slots.subarray(group.start, group.start + group.count)) {
    const marks = live.marks[slot] ?? 0;
    if (marks & MARK.shouldRun) eligible++;
    if (marks & MARK.stale) stale++;
    if (live.state[slot] === AVAILABLE) done++;
  }
  return { eligible, done, stale };
}
