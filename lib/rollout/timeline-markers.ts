import type { DaemonSet } from '#lib/kubernetes/daemon-set.ts';
import { configuredBudget } from './budget.ts';
import { isPaused, pauseMemory } from './pause-memory.ts';
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
  /** The update was paused, or its strategy was written since the update began: what is in force from then on. */
  | { readonly kind: 'paused' | 'onDelete'; readonly at: number }
  | { readonly kind: 'rolling'; readonly at: number; readonly maxUnavailable: string; readonly maxSurge: string }
  /** Eligible Nodes that joined, or whose deletion began; `node` is the first of them. */
  | {
      readonly kind: 'nodesJoined' | 'nodesLeaving';
      readonly at: number;
      readonly nodes: number;
      readonly node: string;
    };

const MOST_MARKERS = 40;

/**
 * The strategy that is in force, where it was chosen after the update began: a pause by its own annotation, anything else by
 * the time that the API keeps of who wrote it. A resume leaves no trace but that.
 */
export function strategyMarkers(
  daemonSet: DaemonSet,
  { start, now }: Pick<TimelineFrame, 'start' | 'now'>,
): readonly TimelineMarker[] {
  const paused = isPaused(daemonSet);
  const told = (paused ? pauseMemory(daemonSet)?.pausedAt : null) ?? daemonSet.strategyChangedAt ?? '';
  const at = Date.parse(told);
  if (!(at > start && at <= now)) return [];
  const budget = configuredBudget(daemonSet);
  if (budget === null) return [{ kind: paused ? 'paused' : 'onDelete', at }];
  return [{ kind: 'rolling', at, maxUnavailable: String(budget.maxUnavailable), maxSurge: String(budget.maxSurge) }];
}

/** One marker for Nodes that joined, or began to leave, close together: at the time of the first. */
export function nodeMarkers(
  kind: 'nodesJoined' | 'nodesLeaving',
  moved: readonly { readonly node: string; readonly at: number }[],
  { start, now }: Pick<TimelineFrame, 'start' | 'now'>,
): readonly TimelineMarker[] {
  const span = (now - start) / MOST_MARKERS;
  const markers: { kind: typeof kind; at: number; nodes: number; node: string }[] = [];
  for (const { node, at } of moved.toSorted((a, b) => a.at - b.at || compareText(a.node, b.node))) {
    const last = markers.at(-1);
    if (last !== undefined && at < last.at + span) last.nodes += 1;
    else markers.push({ kind, at, nodes: 1, node });
  }
  return markers;
}
