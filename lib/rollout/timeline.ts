import { CHANGE_CAUSE_ANNOTATION, type DaemonSet } from '#lib/kubernetes/daemon-set.ts';
import type { Node } from '#lib/kubernetes/node.ts';
import type { Pod } from '#lib/kubernetes/pod.ts';
import type { FoldedNode } from './node-fold.ts';
import type { RolloutContext } from './rollout-context.ts';
import { lanesOf, type TimelineLanes } from './timeline-lanes.ts';
import { nodeMarkers, strategyMarkers, type TimelineMarker } from './timeline-markers.ts';
import { nodePast, type TimelineFrame } from './timeline-node.ts';
import { seriesOf, type TimelineSeries, thinnedSeries } from './timeline-series.ts';
import { type TimelineStart, timelineStart } from './timeline-start.ts';

/** The newest update over time, told by the objects that are there now. */
export interface Timeline extends TimelineLanes {
  /** The update revision's number. */
  readonly revision: number;
  /** When the update began, and the moment that this is true of: milliseconds since the epoch. */
  readonly start: number;
  readonly now: number;
  readonly series: TimelineSeries;
  readonly markers: readonly TimelineMarker[];
  /** Nodes whose earlier Pod is gone and taken to have been available until it was replaced. */
  readonly inferred: number;
}

export interface TimelineInput {
  readonly daemonSet: DaemonSet;
  readonly context: RolloutContext;
  readonly folded: readonly FoldedNode[];
  readonly nodes: ReadonlyMap<string, Node>;
  podsOn(node: string): readonly Pod[];
}

/** Which lanes are wanted, and as of when (milliseconds since the epoch). */
export interface TimelinePage {
  readonly from: number;
  readonly count: number;
  readonly now: number;
}

const MOST_POINTS = 500;

/**
 * Rebuilds the newest update from the times in the API alone, so that it is the same after a restart and on every
 * replica; null while there is no update revision. Looks at every Node a few times: for whom asks, never per event.
 */
export function timelineOf(input: TimelineInput, page: TimelinePage): Timeline | null {
  const { context, folded, nodes, podsOn } = input;
  const { now } = page;
  const begin = timelineStart(context.revisions);
  if (begin === null) return null;
  const frame = frameOf(begin, context, now);
  const joinedAt = (node: string) => Date.parse(nodes.get(node)?.metadata.creationTimestamp ?? '');
  const pasts = folded.map((node) => nodePast(node, joinedAt(node.node), frame));
  const leavesAt = (node: string) => Date.parse(nodes.get(node)?.metadata.deletionTimestamp ?? '');
  return {
    revision: begin.revision.revision,
    start: frame.start,
    now,
    series: thinnedSeries(seriesOf(pasts, frame), MOST_POINTS),
    markers: [
      revisionMarker(begin, frame),
      ...[
        ...strategyMarkers(input.daemonSet, frame),
        ...nodeMarkers('nodesJoined', eligibleAt(folded, joinedAt, frame), frame),
        ...nodeMarkers('nodesLeaving', eligibleAt(folded, leavesAt, frame), frame),
      ].sort((a, b) => a.at - b.at),
    ],
    inferred: pasts.filter(({ inferred }) => inferred).length,
    ...lanesOf({ nodes: folded, frame, joinedAt, podsOn }, page),
  };
}

/** The eligible Nodes to which it happened since the update began. */
function eligibleAt(folded: readonly FoldedNode[], timeOf: (node: string) => number, { start, now }: TimelineFrame) {
  return folded.flatMap(({ node, exists, placement }) => {
    const at = timeOf(node);
    return exists && placement.shouldRun && at > start && at <= now ? [{ node, at }] : [];
  });
}

function frameOf({ at, hadPredecessor }: TimelineStart, context: RolloutContext, now: number): TimelineFrame {
  const { surge, minReadySeconds } = context;
  return { start: Math.min(at, now), now, surge, minReadySeconds, hadPredecessor };
}

function revisionMarker({ revision, again }: TimelineStart, { start }: TimelineFrame): TimelineMarker {
  const changeCause = revision.metadata.annotations?.[CHANGE_CAUSE_ANNOTATION] ?? null;
  return { kind: 'revision', at: start, revision: revision.revision, again, changeCause };
}
