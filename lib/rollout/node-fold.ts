import type { DaemonSet } from '#lib/kubernetes/daemon-set.ts';
import { matchesLabelSelector } from '#lib/kubernetes/label-selector.ts';
import type { Node } from '#lib/kubernetes/node.ts';
import type { Pod } from '#lib/kubernetes/pod.ts';
import { completionOf } from './completions.ts';
import { type AssessedPod, assessPod } from './daemon-pod.ts';
import { isNodeLeaving } from './leaving-node.ts';
import { assessNode, mappedPods } from './node-assessment.ts';
import type { DaemonPod, NodeRollout } from './node-rollout.ts';
import type { NodeRolloutState } from './node-rollout-state.ts';
import { type PlainNodes, plainKind } from './plain-node.ts';
import type { PredictionNode } from './prediction-step.ts';
import type { RolloutContext } from './rollout-context.ts';
import { sameData } from './same-data.ts';
import { createSortedNames } from './sorted-names.ts';
import { addToTally, emptyTally, removeFromTally, type Tally, type TallyEntry } from './tally.ts';
import { createTimeIndex } from './time-index.ts';
import { earliest } from './times.ts';
import { usesUpdateSlot } from './update-slot.ts';

/** What a Node that does not exist may run, and what it is shown as. */
const NOWHERE = { shouldRun: false, shouldContinueRunning: false } as const;
const GONE: NodeRolloutState = 'misscheduled';

export interface FoldContext {
  readonly context: RolloutContext;
  readonly daemonSet: DaemonSet;
  readonly now: number;
}

/** A Node with its Pods as the controller sees them; missing Nodes on which Pods are left are among them. */
export interface FoldedNode extends PredictionNode {
  readonly reason: string;
  readonly usesSlot: boolean;
}

interface VanishedNode {
  readonly pods: readonly AssessedPod[];
  readonly usesSlot: boolean;
}

/** Nodes with what is shown of them. */
export interface FoldReading {
  readonly rollouts: readonly NodeRollout[];
  readonly nodes: readonly FoldedNode[];
}

/** The rollouts of one DaemonSet's Nodes and their sums, kept Node by Node. */
export interface NodeFold {
  readonly tally: Tally;
  /** Reassesses these Nodes; answers the existing ones whose NodeRollout changed. */
  update(names: Iterable<string>, context: FoldContext): ReadonlySet<string>;
  /** Takes the Nodes that time alone may have changed. */
  takeDue(now: number): readonly string[];
  dueAt(): number | null;
  /** When something last happened on any Node, by the API's own times, or null. */
  activityAt(): number | null;
  /** Every Node that is known here, and every missing one on which Pods are left. */
  names(): Iterable<string>;
  rollout(name: string): NodeRollout | undefined;
  /** Looks at every Node once. */
  readAll(): FoldReading;
  /** The Nodes that need a look of their own, and the others together; looks at the former only. */
  readNotable(): FoldReading & { readonly plain: PlainNodes };
}

/** Makes an empty NodeFold. */
export function createNodeFold(sources: {
  readonly nodes: ReadonlyMap<string, Node>;
  podsOn(node: string): readonly Pod[];
}): NodeFold {
  const tally = emptyTally();
  const entries = new Map<string, TallyEntry>();
  const notable = new Map<string, TallyEntry>();
  const queued = createSortedNames();
  let done = 0;
  const vanished = new Map<string, VanishedNode>();
  const due = createTimeIndex();
  const activity = createTimeIndex();

  function sort(name: string, entry: TallyEntry, sign: 1 | -1): void {
    const kind = plainKind(entry);
    if (kind === 'done') {
      done += sign;
    } else if (kind === 'queued') {
      queued[sign === 1 ? 'add' : 'delete'](name);
    } else if (kind === null && sign === 1) {
      notable.set(name, entry);
    } else {
      notable.delete(name);
    }
  }

  function forget(name: string): TallyEntry | undefined {
    const known = entries.get(name);
    if (known !== undefined) {
      removeFromTally(tally, known);
      sort(name, known, -1);
      entries.delete(name);
    }
    if (vanished.get(name)?.usesSlot) {
      tally.slots -= 1;
    }
    tally.podsLeft -= vanished.get(name)?.pods.length ?? 0;
    vanished.delete(name);
    return known;
  }

  function assess(node: Node, own: readonly Pod[], fold: FoldContext): boolean {
    const { name, creationTimestamp } = node.metadata;
    const { context, now } = fold;
    const known = forget(name);
    const assessed = assessNode({ ...context, node, placement: context.placementOf(node), pods: own, now });
    const isSame = known !== undefined && sameData(known.rollout, assessed.rollout);
    const isNew = context.newestRevisionAt !== null && Date.parse(creationTimestamp) > context.newestRevisionAt;
    const rollout = isSame ? known.rollout : assessed.rollout;
    const pods = withViews(assessed.pods, rollout.pods);
    const completion = completionOf({ placement: rollout.placement, pods, isNew }, context);
    const entry: TallyEntry = { ...assessed, rollout, pods, isNew, isLeaving: isNodeLeaving(node), completion };
    entries.set(name, entry);
    sort(name, entry, 1);
    addToTally(tally, entry);
    due.set(name, entry.rollout.dueAt);
    activity.set(name, entry.activityAt === null ? null : -entry.activityAt);
    return !isSame;
  }

  // A missing Node counts nowhere, but its Pods still use up the budget of a rolling update.
  function keepAside(name: string, pods: readonly Pod[], { context, now }: FoldContext): void {
    forget(name);
    const mapped = mappedPods(pods).map((pod) => assessPod(pod, { ...context, now }));
    due.set(name, earliest(mapped.flatMap((pod) => [pod.availableAt, pod.overdueAt])));
    activity.set(name, null);
    if (mapped.length > 0) {
      const usesSlot = usesUpdateSlot(mapped, { shouldRun: false, surge: context.surge });
      vanished.set(name, { pods: mapped, usesSlot });
      tally.slots += usesSlot ? 1 : 0;
      tally.podsLeft += mapped.length;
    }
  }

  return {
    tally,
    update(names, fold) {
      const changed = new Set<string>();
      for (const name of names) {
        const node = sources.nodes.get(name);
        const pods = sources
          .podsOn(name)
          .filter((pod) => matchesLabelSelector(pod.metadata.labels ?? {}, fold.daemonSet.spec.selector));
        if (node === undefined) {
          keepAside(name, pods, fold);
        } else if (assess(node, pods, fold)) {
          changed.add(name);
        }
      }
      return changed;
    },
    takeDue: (now) => due.takeDue(now),
    dueAt: () => due.earliest(),
    activityAt() {
      const latest = activity.earliest();
      return latest === null ? null : -latest;
    },
    names: () => [...entries.keys(), ...vanished.keys()],
    rollout: (name) => entries.get(name)?.rollout,
    readAll: () => readingOf(entries.values(), vanished),
    readNotable: () => ({ ...readingOf(notable.values(), vanished), plain: { done, queued } }),
  };
}

function readingOf(entries: Iterable<TallyEntry>, vanished: ReadonlyMap<string, VanishedNode>): FoldReading {
  const all = [...entries];
  return {
    rollouts: all.map((entry) => entry.rollout),
    nodes: [...all.map(foldedNode), ...[...vanished].map(([node, held]) => vanishedNode(node, held))],
  };
}

function foldedNode({ rollout, pods, isNew, usesSlot }: TallyEntry): FoldedNode {
  const { node, placement, state, reason } = rollout;
  return { node, exists: true, placement, state, reason, pods, isNew, usesSlot };
}

function vanishedNode(node: string, { pods, usesSlot }: VanishedNode): FoldedNode {
  const reason = pods[0]?.word ?? '';
  return { node, exists: false, placement: NOWHERE, state: GONE, reason, pods, isNew: false, usesSlot };
}

// What did not change keeps its reference, so that a Pod is held once.
function withViews(pods: readonly AssessedPod[], views: readonly DaemonPod[]): readonly AssessedPod[] {
  return pods.map((pod, index) => ({ ...pod, view: views[index] ?? pod.view }));
}
