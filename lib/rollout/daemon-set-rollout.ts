import type { ControllerRevision } from '#lib/kubernetes/controller-revision.ts';
import type { DaemonSet } from '#lib/kubernetes/daemon-set.ts';
import type { Node } from '#lib/kubernetes/node.ts';
import type { Pod } from '#lib/kubernetes/pod.ts';
import { detailOf } from './detail.ts';
import { createNodeFold } from './node-fold.ts';
import type { NodeRollout } from './node-rollout.ts';
import type { PlacementOptions } from './placement.ts';
import { type PlacedPod, placedPods } from './revision-pods.ts';
import { revisionHash } from './revisions.ts';
import { type RolloutContext, rolloutContext } from './rollout-context.ts';
import { sameData } from './same-data.ts';
import { type StrayGroup, strayPods } from './stray-pods.ts';
import { summarize } from './summarize.ts';
import type { DaemonSetDetail, Summary } from './summary.ts';
import { type Timeline, type TimelinePage, timelineOf } from './timeline.ts';
import { earliest, latest } from './times.ts';

/** The objects that a DaemonSet's rollout is read from. */
export interface RolloutSources {
  readonly nodes: ReadonlyMap<string, Node>;
  podsOn(node: string): readonly Pod[];
  /** Every Node name on which the DaemonSet has Pods, existing or not. */
  podNodes(): Iterable<string>;
  revisions(): Iterable<ControllerRevision>;
  /** Every Pod of the cluster that is watched. */
  allPods(): Iterable<Pod>;
}

/** The rollout of one DaemonSet, recomputed Node by Node. */
export interface DaemonSetRollout {
  daemonSet(): DaemonSet;
  setDaemonSet(daemonSet: DaemonSet): void;
  markNode(name: string): void;
  markRevisions(): void;
  /** Recomputes what is marked or due; answers the Nodes whose NodeRollout changed and whether the Summary did. */
  settle(now: number): { readonly nodes: ReadonlySet<string>; readonly summaryChanged: boolean };
  /** Milliseconds since the epoch at which `settle` must run again by itself, or null. */
  dueAt(): number | null;
  summary(): Summary | undefined;
  detail(): DaemonSetDetail | undefined;
  updateHash(): string;
  nodeRollout(name: string): NodeRollout | undefined;
  pods(): Iterable<PlacedPod>;
  strays(unwatched: readonly Pod[]): readonly StrayGroup[];
  timeline(page: TimelinePage): Timeline | null;
}

const NOTHING = { nodes: new Set<string>(), summaryChanged: false } as const;

/** Makes the rollout of one DaemonSet; nothing is computed before the first `settle`. */
export function createDaemonSetRollout(
  first: DaemonSet,
  { sources, placement }: { sources: RolloutSources; placement: PlacementOptions },
): DaemonSetRollout {
  const fold = createNodeFold(sources);
  let daemonSet = first;
  let context: RolloutContext | null = null;
  let isContextMarked = true;
  let marked = new Set<string>();
  let summary: Summary | undefined;
  let detail: DaemonSetDetail | undefined;
  let phaseDueAt: number | null = null;
  let lastChangeAt: number | null = null;
  let settledAt = 0;

  function refreshContext(): void {
    const previous = context;
    context = rolloutContext(daemonSet, sources.revisions(), { previous, placement });
    if (previous?.key !== context.key) {
      marked = new Set([...sources.nodes.keys(), ...sources.podNodes(), ...fold.names()]);
    }
  }

  function settle(now: number): ReturnType<DaemonSetRollout['settle']> {
    const due = fold.takeDue(now);
    const isPhaseDue = phaseDueAt !== null && phaseDueAt <= now;
    if (!isContextMarked && marked.size === 0 && due.length === 0 && !isPhaseDue) {
      return NOTHING;
    }
    for (const name of due) {
      marked.add(name);
    }
    if (isContextMarked || context === null) {
      refreshContext();
      isContextMarked = false;
    }
    const nodes = fold.update(marked, { context: context as RolloutContext, daemonSet, now });
    marked = new Set();
    settledAt = now;
    detail = undefined;
    return { nodes, summaryChanged: refreshSummary(now) };
  }

  function refreshSummary(now: number): boolean {
    const { revisions, newestRevisionAt } = context as RolloutContext;
    lastChangeAt = latest([
      fold.activityAt(),
      newestRevisionAt,
      Date.parse(daemonSet.metadata.changedAt ?? ''),
      Date.parse(daemonSet.metadata.creationTimestamp),
    ]);
    const next = summarize({ daemonSet, tally: fold.tally, revisions, lastChangeAt, now });
    phaseDueAt = next.dueAt;
    if (sameData(summary, next.summary)) {
      return false;
    }
    summary = next.summary;
    return true;
  }

  return {
    daemonSet: () => daemonSet,
    setDaemonSet(next) {
      daemonSet = next;
      isContextMarked = true;
    },
    markNode: (name) => void marked.add(name),
    markRevisions() {
      isContextMarked = true;
    },
    settle,
    dueAt: () => earliest([fold.dueAt(), phaseDueAt]),
    summary: () => summary,
    detail() {
      if (detail === undefined && summary !== undefined && context !== null) {
        const objects = { nodes: sources.nodes, podsOn: sources.podsOn, now: settledAt };
        detail = detailOf({ daemonSet, summary, context, tally: fold.tally, ...fold.readNotable(), lastChangeAt, objects });
      }
      return detail;
    },
    updateHash: () => context?.revisions.hash ?? '',
    nodeRollout: (name) => fold.rollout(name),
    pods: () => (context === null ? [] : placedPods({ ...sources, daemonSet, revisions: context.revisions })),
    strays(unwatched) {
      if (context === null) return [];
      const { revisions, surge } = context;
      const hashes = new Set(revisions.revisions.map(revisionHash));
      const hasNode = (name: string) => sources.nodes.has(name);
      return strayPods({ daemonSet, pods: sources.allPods(), unwatched, hasNode, hashes, hash: revisions.hash, surge });
    },
    timeline(page) {
      if (context === null) return null;
      const { nodes, podsOn } = sources;
      const now = Math.max(page.now, settledAt);
      return timelineOf({ daemonSet, context, folded: fold.readAll().nodes, nodes, podsOn }, { ...page, now });
    },
  };
}
