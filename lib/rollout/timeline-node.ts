import type { AssessedPod } from './daemon-pod.ts';
import type { FoldedNode } from './node-fold.ts';

/** Between when and when a Node counts; `until` null: it still does. Milliseconds since the epoch. */
export interface Interval {
  readonly from: number;
  readonly until: number | null;
}

export const TIMELINE_SERIES = ['desired', 'updated', 'available', 'stale'] as const;
export type TimelineSeriesName = (typeof TIMELINE_SERIES)[number];

/** What one Node adds to each series. */
export type NodePast = Readonly<Record<TimelineSeriesName, readonly Interval[]>> & {
  /** True when the Node's earlier Pod is taken to have been there, since no object tells of it any more. */
  readonly inferred: boolean;
};

/** What all Nodes of one timeline share. Milliseconds since the epoch. */
export interface TimelineFrame {
  readonly start: number;
  readonly now: number;
  readonly surge: boolean;
  readonly minReadySeconds: number;
  readonly hadPredecessor: boolean;
}

const NOTHING: NodePast = { desired: [], updated: [], available: [], stale: [], inferred: false };

/**
 * Tells one Node's part in the update from the objects that are left. The Pod that kubectl counts is the oldest
 * (kubernetes/kubernetes pkg/controller/daemon/daemon_controller.go updateDaemonSetStatus, v1.36). Where it is an updated
 * one made since the update began, on a Node that is older, its predecessor is gone: that is taken to have been available
 * until the new Pod was made, and with surge until the new Pod was available.
 */
export function nodePast(node: FoldedNode, joinedAt: number, frame: TimelineFrame): NodePast {
  if (!node.exists) return NOTHING;
  const within = (time: number | null) => clamp(time, frame);
  const joined = within(joinedAt);
  const stale = node.pods.flatMap((pod) => staleInterval(pod, within));
  if (!node.placement.shouldRun) return { ...NOTHING, stale };
  const desired = [{ from: joined, until: null }];
  const [counted] = node.pods;
  if (counted === undefined) return { ...NOTHING, desired, stale };
  if (!counted.view.updated) {
    return { desired, updated: [], available: ownAvailability(counted, joined, frame), stale, inferred: false };
  }
  const created = Math.max(joined, within(createdAt(counted)));
  const availableFrom = counted.view.available ? Math.max(created, within(availableSince(counted, frame))) : null;
  const inferred = frame.hadPredecessor && joined === frame.start && created > frame.start && stale.length === 0;
  const takeover = inferred && frame.surge ? (availableFrom ?? created) : created;
  const before = inferred ? [{ from: frame.start, until: takeover }] : [];
  return {
    desired,
    updated: [{ from: takeover, until: null }],
    available: [...before, ...(availableFrom === null ? [] : [{ from: availableFrom, until: null }])],
    stale: [...stale, ...before],
    inferred,
  };
}

/** Since when an available Pod has been so, or null when no object tells (milliseconds since the epoch). */
export function availableSince({ readyChangedAt }: AssessedPod, { minReadySeconds }: TimelineFrame): number | null {
  return readyChangedAt === null ? null : readyChangedAt + minReadySeconds * 1000;
}

/** When the Pod was made (milliseconds since the epoch). */
export function createdAt(pod: AssessedPod): number {
  return Date.parse(pod.view.createdAt);
}

/** The time inside the frame: what another clock puts after now is now, what is older or unknown is the start. */
export function clamp(time: number | null, { start, now }: Pick<TimelineFrame, 'start' | 'now'>): number {
  return time === null || Number.isNaN(time) ? start : Math.min(Math.max(time, start), now);
}

function staleInterval(pod: AssessedPod, within: (time: number | null) => number): readonly Interval[] {
  if (pod.view.updated) return [];
  const from = within(createdAt(pod));
  if (pod.live) return [{ from, until: null }];
  return pod.deletedAt === null ? [] : [{ from, until: Math.max(from, within(pod.deletedAt)) }];
}

// A condition that turned false was true before; whether a Pod that is not Ready since its creation ever was, nobody tells.
function ownAvailability(pod: AssessedPod, joined: number, frame: TimelineFrame): readonly Interval[] {
  const created = Math.max(joined, clamp(createdAt(pod), frame));
  if (pod.view.available) return [{ from: Math.max(created, clamp(availableSince(pod, frame), frame)), until: null }];
  const until = clamp(pod.readyChangedAt, frame);
  return !pod.view.ready && created === frame.start && until > created ? [{ from: created, until }] : [];
}
