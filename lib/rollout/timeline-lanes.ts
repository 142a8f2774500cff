import type { Pod } from '#lib/kubernetes/pod.ts';
import type { AssessedPod } from './daemon-pod.ts';
import type { FoldedNode } from './node-fold.ts';
import type { NodeRolloutState } from './node-rollout-state.ts';
import { compareText } from './pod-order.ts';
import { availableSince, clamp, createdAt, type TimelineFrame } from './timeline-node.ts';
import { earliest, knownTimeText } from './times.ts';

/** The update of one Node. Times are RFC 3339; null where no object tells, or where it has not happened. */
export interface TimelineLane {
  readonly node: string;
  readonly state: NodeRolloutState;
  readonly reason: string;
  /** The Node is newer than the update. */
  readonly joined: boolean;
  /** The new Pod, '' while the old one is still ending. */
  readonly pod: string;
  readonly restarts: number;
  /** When the old Pod's deletion was asked for; known only while that Pod is there. */
  readonly deletedAt: string | null;
  readonly createdAt: string | null;
  /** When its containers ran; null too after a restart, which leaves no trace of the first start. */
  readonly startedAt: string | null;
  readonly readyAt: string | null;
  readonly availableAt: string | null;
  /** From the first known of these times until available, or until now. */
  readonly seconds: number;
}

/** How long Nodes took, over those that are done. */
export interface TimelineDurations {
  readonly nodes: number;
  readonly medianSeconds: number;
  readonly slowTenthSeconds: number;
}

export interface TimelineLanes {
  /** How many Nodes the update has begun on, or that joined since. */
  readonly laneCount: number;
  readonly inFlight: number;
  readonly lanes: readonly TimelineLane[];
  /** Null while no Node is done. */
  readonly durations: TimelineDurations | null;
}

interface Begun {
  readonly node: FoldedNode;
  readonly pod: AssessedPod | null;
  readonly begin: number;
  readonly end: number | null;
  readonly milliseconds: number;
}

export interface LanesInput {
  readonly nodes: readonly FoldedNode[];
  readonly frame: TimelineFrame;
  joinedAt(node: string): number;
  podsOn(node: string): readonly Pod[];
}

/** The Nodes on which the update has begun: first those on which it still goes on, then the others, the longest first. */
export function lanesOf(input: LanesInput, { from, count }: { readonly from: number; readonly count: number }): TimelineLanes {
  const begun = input.nodes.flatMap((node) => begunOn(node, input) ?? []);
  begun.sort(
    (a, b) =>
      Number(a.end !== null) - Number(b.end !== null) || b.milliseconds - a.milliseconds || compareText(a.node.node, b.node.node),
  );
  const inFlight = begun.filter(({ end }) => end === null).length;
  return {
    laneCount: begun.length,
    inFlight,
    lanes: begun.slice(from, from + count).map((one) => laneOf(one, input)),
    durations: durationsOf(begun.slice(inFlight)),
  };
}

function begunOn(node: FoldedNode, { frame, joinedAt }: LanesInput): Begun | null {
  if (!node.exists || !node.placement.shouldRun) return null;
  const deletedAt = earliest(node.pods.filter(({ view }) => !view.updated).map((pod) => pod.deletedAt));
  const pod = node.pods.find(({ view, terminating }) => view.updated && !terminating) ?? null;
  const isNew = pod !== null && Math.max(createdAt(pod), joinedAt(node.node)) > frame.start;
  if (!isNew && deletedAt === null) return null;
  const begin = clamp(earliest([deletedAt, isNew ? createdAt(pod) : null]), frame);
  const done = node.state === 'available' && pod !== null;
  const end = done ? Math.max(begin, clamp(availableSince(pod, frame), frame)) : null;
  return { node, pod: isNew ? pod : null, begin, end, milliseconds: (end ?? frame.now) - begin };
}

function laneOf({ node, pod, end, milliseconds }: Begun, input: LanesInput): TimelineLane {
  const raw = input.podsOn(node.node).find(({ metadata }) => metadata.uid === pod?.view.uid);
  const deletedAt = earliest(node.pods.filter(({ view }) => !view.updated).map((old) => old.deletedAt));
  return {
    node: node.node,
    state: node.state,
    reason: node.reason,
    joined: input.joinedAt(node.node) > input.frame.start,
    pod: pod?.view.name ?? '',
    restarts: pod?.view.restarts ?? 0,
    deletedAt: knownTimeText(deletedAt),
    createdAt: knownTimeText(pod === null ? null : createdAt(pod)),
    startedAt: knownTimeText(raw === undefined ? null : startedAt(raw)),
    readyAt: knownTimeText(pod?.view.ready ? pod.readyChangedAt : null),
    availableAt: knownTimeText(end),
    seconds: Math.round(milliseconds / 1000),
  };
}

function startedAt({ status, spec }: Pod): number | null {
  const statuses = status.containerStatuses ?? [];
  const running = statuses.map(({ state }) => Date.parse(state?.running?.startedAt ?? ''));
  const untouched = statuses.every(({ restartCount }) => restartCount === 0);
  const all = untouched && running.length === spec.containers.length && running.every(Number.isFinite);
  return all ? Math.max(...running) : null;
}

function durationsOf(done: readonly Begun[]): TimelineDurations | null {
  if (done.length === 0) return null;
  const at = (share: number) => Math.round((done[Math.floor((1 - share) * done.length)]?.milliseconds ?? 0) / 1000);
  return { nodes: done.length, medianSeconds: at(0.5), slowTenthSeconds: at(0.9) };
}
