import { compareText } from './pod-order.ts';
import type { TimelineFrame } from './timeline-node.ts';

/** What happened at one moment of the update (milliseconds since the epoch). */
export type TimelineMarker =
  | {
      readonly kind: 'revision';
      readonly at: number;
      readonly revision: number;
      /** An old template came back. */
      readonly again: boolean;
      readonly changeCause: string | null;
    }
  /** Eligible Nodes that joined; `node` is the first of them. */
  | { readonly kind: 'nodesJoined'; readonly at: number; readonly nodes: number; readonly node: string };

const MOST_MARKERS = 40;

/** One marker for Nodes that joined close together, at the time of the first. */
export function joinMarkers(
  joined: readonly { readonly node: string; readonly at: number }[],
  { start, now }: Pick<TimelineFrame, 'start' | 'now'>,
): readonly TimelineMarker[] {
  const span = (now - start) / MOST_MARKERS;
  const markers: { kind: 'nodesJoined'; at: number; nodes: number; node: string }[] = [];
  for (const { node, at } of joined.toSorted((a, b) => a.at - b.at || compareText(a.node, b.node))) {
    const last = markers.at(-1);
    if (last !== undefined && at < last.at + span) last.nodes += 1;
    else markers.push({ kind: 'nodesJoined', at, nodes: 1, node });
  }
  return markers;
}
