import type { DaemonSet } from '#lib/kubernetes/daemon-set.ts';
import { matchesLabelSelector } from '#lib/kubernetes/label-selector.ts';
import type { Node } from '#lib/kubernetes/node.ts';
import type { Pod } from '#lib/kubernetes/pod.ts';
import { type AssessedPod, assessPod } from './daemon-pod.ts';
import { assessNode, mappedPods } from './node-assessment.ts';
import type { NodeRollout } from './node-rollout.ts';
import type { RolloutContext } from './rollout-context.ts';
import { sameData } from './same-data.ts';
import type { BudgetSlot } from './summary.ts';
import { addToTally, emptyTally, removeFromTally, type Tally, type TallyEntry } from './tally.ts';
import { createTimeIndex } from './time-index.ts';
import { earliest } from './times.ts';
import { usesUpdateSlot } from './update-slot.ts';

export interface FoldContext {
  readonly context: RolloutContext;
  readonly daemonSet: DaemonSet;
  readonly now: number;
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
  readAll(): { readonly rollouts: readonly NodeRollout[]; readonly slots: readonly BudgetSlot[] };
}

/** Makes an empty NodeFold. */
export function createNodeFold(sources: {
  readonly nodes: ReadonlyMap<string, Node>;
  podsOn(node: string): readonly Pod[];
}): NodeFold {
  const tally = emptyTally();
  const entries = new Map<string, TallyEntry>();
  const vanished = new Map<string, BudgetSlot | null>();
  const due = createTimeIndex();
  const activity = createTimeIndex();

  function forget(name: string): TallyEntry | undefined {
    const known = entries.get(name);
    if (known !== undefined) {
      removeFromTally(tally, known);
      entries.delete(name);
    }
    if (vanished.get(name)) {
      tally.slots -= 1;
    }
    vanished.delete(name);
    return known;
  }

  function assess(node: Node, pods: readonly Pod[], fold: FoldContext): boolean {
    const { name, creationTimestamp } = node.metadata;
    const { context, now } = fold;
    const known = forget(name);
    const assessed = assessNode({ ...context, node, placement: context.placementOf(node), pods, now });
    const isSame = known !== undefined && sameData(known.rollout, assessed.rollout);
    const isNew = context.newestRevisionAt !== null && Date.parse(creationTimestamp) > context.newestRevisionAt;
    const entry: TallyEntry = { ...assessed, rollout: isSame ? known.rollout : assessed.rollout, isNew };
    entries.set(name, entry);
    addToTally(tally, entry);
    due.set(name, entry.rollout.dueAt);
    activity.set(name, entry.activityAt === null ? null : -entry.activityAt);
    return !isSame;
  }

  // A missing Node counts nowhere, but its Pods still use up the budget of a rolling update.
  function keepAside(name: string, pods: readonly Pod[], { context, now }: FoldContext): void {
    forget(name);
    const mapped = mappedPods(pods).map((pod) => assessPod(pod, { ...context, now }));
    due.set(name, earliest(mapped.map((pod) => pod.availableAt)));
    activity.set(name, null);
    if (mapped.length > 0) {
      const usesSlot = usesUpdateSlot(mapped, { shouldRun: false, surge: context.surge });
      vanished.set(name, usesSlot ? vanishedSlot(name, mapped) : null);
      tally.slots += usesSlot ? 1 : 0;
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
    readAll() {
      const all = [...entries.values()];
      const used = all.filter((entry) => entry.usesSlot).map(({ rollout }) => slotOf(rollout));
      return {
        rollouts: all.map((entry) => entry.rollout),
        slots: [...used, ...[...vanished.values()].filter((slot) => slot !== null)],
      };
    },
  };
}

function slotOf({ node, state, reason }: NodeRollout): BudgetSlot {
  return { node, state, reason };
}

function vanishedSlot(node: string, pods: readonly AssessedPod[]): BudgetSlot {
  return { node, state: 'misscheduled', reason: pods[0]?.word ?? '' };
}
