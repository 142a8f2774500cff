import type { LiveDaemonSet } from '#lib/client/live-daemon-set.ts';
import { MARK } from '#lib/feed/snapshot.ts';
import { NODE_ROLLOUT_STATES } from '#lib/rollout/node-rollout-state.ts';
import type { NodeOrder } from './node-order.ts';

export interface GroupCounts {
  readonly eligible: number;
  readonly done: number;
  readonly stale: number;
  /** Nodes by state, as NODE_ROLLOUT_STATES numbers them. */
  readonly states: Uint32Array;
}

const AVAILABLE = NODE_ROLLOUT_STATES.indexOf('available');

/** What a group's heading says: eligible Nodes, those that are updated and available, those with a stale Pod, all by state. */
export function countGroup(
  live: LiveDaemonSet,
  order: Pick<NodeOrder, 'slots'>,
  run: { readonly start: number; readonly count: number },
): GroupCounts {
  const states = new Uint32Array(NODE_ROLLOUT_STATES.length);
  let eligible = 0;
  let stale = 0;
  for (let position = run.start; position < run.start + run.count; position++) {
    const slot = order.slots[position] ?? 0;
    const marks = live.marks[slot] ?? 0;
    if (marks & MARK.shouldRun) eligible++;
    if (marks & MARK.stale) stale++;
    const state = live.state[slot] ?? 0;
    states[state] = (states[state] ?? 0) + 1;
  }
  return { eligible, done: states[AVAILABLE] ?? 0, stale, states };
}
