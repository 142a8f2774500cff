import { CHANGE_CAUSE_ANNOTATION, type DaemonSet } from '#lib/kubernetes/daemon-set.ts';
import { budgetLimit } from './budget.ts';
import { ledgerSlot } from './ledger.ts';
import type { FoldedNode } from './node-fold.ts';
import type { NodeRollout } from './node-rollout.ts';
import { paceOf } from './pace.ts';
import type { PlainNodes } from './plain-node.ts';
import { compareText } from './pod-order.ts';
import { predict } from './prediction.ts';
import { type ProblemSources, problemsOf } from './problems.ts';
import { type RevisionContext, revisionHash } from './revisions.ts';
import type { RolloutContext } from './rollout-context.ts';
import { stallClock } from './stall.ts';
import { imagesOf } from './summarize.ts';
import type { Budget, DaemonSetDetail, RevisionPopulation, Summary } from './summary.ts';
import type { Tally } from './tally.ts';
import { warningsOf } from './warnings.ts';

const SLOTS_SHOWN = 100;

export interface DetailInput {
  readonly daemonSet: DaemonSet;
  readonly summary: Summary;
  readonly context: RolloutContext;
  readonly tally: Tally;
  /** Of the Nodes that need a look of their own. */
  readonly rollouts: readonly NodeRollout[];
  /** These, and every missing one on which Pods are left. */
  readonly nodes: readonly FoldedNode[];
  readonly plain: PlainNodes;
  /** When anything of this rollout last changed (milliseconds since the epoch), or null. */
  readonly lastChangeAt: number | null;
  readonly objects: Pick<ProblemSources, 'nodes' | 'podsOn' | 'now'>;
}

/** What the DaemonSet page shows beside the grid. Costs as much as there are Nodes that need a look of their own. */
export function detailOf(input: DetailInput): DaemonSetDetail {
  const { daemonSet, summary, context, tally, rollouts, nodes, plain, objects } = input;
  const { revisions, surge } = context;
  const { desired, phase } = summary;
  const { now } = objects;
  const users = nodes.filter((node) => node.usesSlot).sort((a, b) => compareText(a.node, b.node));
  const budget = budgetOf(input, users);
  const isUpdating = phase === 'rollingOut' && summary.stale > 0;
  return {
    ...summary,
    budget,
    revisions: populations(revisions, tally.pods),
    problems: problemsOf(rollouts, { daemonSet, phase, slots: users, ...objects }),
    warnings: warningsOf(daemonSet, desired, rollouts),
    prediction: predict({ daemonSet, revisions, nodes, plain, surge, desired, now }),
    pace: isUpdating
      ? paceOf({ completions: tally.completions, remaining: desired - tally.done, budget, usedSlots: budget.used, now })
      : null,
    stall: stallClock({ phase, lastChangeAt: input.lastChangeAt, minReadySeconds: summary.minReadySeconds }),
  };
}

function budgetOf({ daemonSet, summary, context, objects }: DetailInput, users: readonly FoldedNode[]): Budget {
  const limit = budgetLimit(daemonSet, summary.desired);
  if (limit.kind === 'none') {
    return { ...limit, used: 0, slots: [] };
  }
  const { surge } = context;
  const slots = users
    .slice(0, SLOTS_SHOWN)
    .map((node) => ledgerSlot({ node, object: objects.nodes.get(node.node), reason: node.reason, surge }));
  return { ...limit, used: users.length, slots };
}

function populations(context: RevisionContext, pods: ReadonlyMap<string, number>): readonly RevisionPopulation[] {
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
