import { CHANGE_CAUSE_ANNOTATION, type DaemonSet } from '#lib/kubernetes/daemon-set.ts';
import { budgetLimit } from './budget.ts';
import type { NodeRollout } from './node-rollout.ts';
import { compareText } from './pod-order.ts';
import type { Prediction } from './prediction.ts';
import { problemsOf } from './problems.ts';
import { type RevisionContext, revisionHash } from './revisions.ts';
import { imagesOf } from './summarize.ts';
import type { Budget, BudgetSlot, DaemonSetDetail, RevisionPopulation, Summary } from './summary.ts';

const SLOTS_SHOWN = 100;

export interface DetailInput {
  readonly daemonSet: DaemonSet;
  readonly summary: Summary;
  readonly revisions: RevisionContext;
  readonly rollouts: readonly NodeRollout[];
  /** Every user of the update budget, Nodes that no longer exist included. */
  readonly slots: readonly BudgetSlot[];
  readonly prediction: Prediction;
}

/** What the DaemonSet page shows beside the grid. Looks at every Node once. */
export function detailOf({ daemonSet, summary, revisions, rollouts, slots, prediction }: DetailInput): DaemonSetDetail {
  return {
    ...summary,
    budget: budgetOf(daemonSet, { desired: summary.desired, slots }),
    revisions: populations(revisions, rollouts),
    problems: problemsOf(rollouts, summary.phase),
    prediction,
  };
}

function budgetOf(daemonSet: DaemonSet, { desired, slots }: { desired: number; slots: readonly BudgetSlot[] }): Budget {
  const limit = budgetLimit(daemonSet, desired);
  if (limit.kind === 'none') {
    return { ...limit, used: 0, slots: [] };
  }
  const sorted = slots.toSorted((a, b) => compareText(a.node, b.node));
  return { ...limit, used: slots.length, slots: sorted.slice(0, SLOTS_SHOWN) };
}

function populations(context: RevisionContext, rollouts: readonly NodeRollout[]): readonly RevisionPopulation[] {
  const pods = new Map<string, number>();
  for (const rollout of rollouts) {
    for (const { revisionHash: hash, terminatingUntil } of rollout.pods) {
      if (terminatingUntil === null) {
        pods.set(hash, (pods.get(hash) ?? 0) + 1);
      }
    }
  }
  return context.revisions.map((revision) => {
    const hash = revisionHash(revision);
    return {
      revision: revision.revision,
      name: revision.metadata.name,
      hash,
      pods: pods.get(hash) ?? 0,
      current: revision === context.current,
      createdAt: revision.metadata.creationTimestamp,
      changeCause: revision.metadata.annotations?.[CHANGE_CAUSE_ANNOTATION] ?? null,
      images: imagesOf(revision.data?.spec?.template),
    };
  });
}
