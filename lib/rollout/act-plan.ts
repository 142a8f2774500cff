import type { DaemonSet } from '#lib/kubernetes/daemon-set.ts';
import { allowsSurge, budgetLimit } from './budget.ts';
import type { Message } from './message.ts';
import { modelMessage } from './message-codes.ts';
import type { NodeRollout } from './node-rollout.ts';
import { isObserved } from './revisions.ts';
import type { DaemonSetDetail } from './summary.ts';

/** An object that an act writes or deletes. */
export interface PlannedObject {
  readonly kind: 'DaemonSet' | 'Pod' | 'Node' | 'Namespace';
  readonly namespace?: string;
  readonly name: string;
  readonly uid: string;
  /** Of a Pod. */
  readonly node?: string;
}

/** What an act will do; every list is whole and in order. */
export interface PlannedAct {
  readonly objects: readonly PlannedObject[];
  /** Nodes on which a Pod goes or comes because of it. */
  readonly nodes: readonly string[];
  readonly effects: readonly Message[];
  readonly warnings: readonly Message[];
  /** The name that a person has to type, or null. */
  readonly confirmation: string | null;
  /** What the plan rests on: while none of it changes, the plan is the one that was looked at. */
  readonly basis: readonly (string | number)[];
  /** True when it is so already, and nothing is sent. */
  readonly already?: boolean;
}

/** Why an act makes no sense, as one sentence. */
export interface SenselessAct {
  readonly senseless: string;
}

/** The DaemonSet as it was read again just now, and what the model knows of it. */
export interface ActView {
  readonly daemonSet: DaemonSet;
  readonly detail: DaemonSetDetail;
  /** Of every Node of the cluster, by name. */
  readonly rollouts: readonly NodeRollout[];
}

/** An act that lets more Pods go asks for the DaemonSet's name. */
export const MOST_PODS_WITHOUT_NAME = 5;

/** The DaemonSet itself as the object of an act. */
export function daemonSetObject({ metadata }: DaemonSet): PlannedObject {
  const { namespace = '', name, uid } = metadata;
  return { kind: 'DaemonSet', namespace, name, uid };
}

/** The DaemonSet's name when more than a few Pods go, else null. */
export function nameForPods(daemonSet: DaemonSet, pods: number): string | null {
  return pods > MOST_PODS_WITHOUT_NAME ? daemonSet.metadata.name : null;
}

/** A warning when the controller has not seen the newest spec. */
export function observationWarnings(daemonSet: DaemonSet): readonly Message[] {
  if (isObserved(daemonSet)) return [];
  const generation = daemonSet.metadata.generation ?? 0;
  const observedGeneration = daemonSet.status?.observedGeneration ?? 0;
  return [modelMessage('act.notObserved', { generation, observedGeneration })];
}

/** What a changed template does to the Pods of so many Nodes, as messages; the controller's own pace is the budget. */
export function replacementMessages(view: ActView, replaced: readonly NodeRollout[]): Pick<PlannedAct, 'effects' | 'warnings'> {
  const { daemonSet, detail } = view;
  const nodes = replaced.length;
  if (daemonSet.spec.updateStrategy?.type === 'OnDelete') {
    return { effects: [], warnings: nodes === 0 ? [] : [modelMessage('act.onDelete', { nodes })] };
  }
  const { limit, kind } = budgetLimit(daemonSet, detail.desired);
  const broken = replaced.filter(({ pods }) => pods.some((pod) => !pod.available)).length;
  return {
    effects: nodes === 0 ? [] : [modelMessage('act.replacesPods', { nodes, limit, budget: kind })],
    warnings: [
      ...budgetWarnings(daemonSet, { limit, desired: detail.desired }),
      ...(broken === 0 || allowsSurge(daemonSet) ? [] : [modelMessage('act.brokenOutsideBudget', { nodes: broken })]),
    ],
  };
}

/** A warning when the budget lets every Node lose its Pod at once. */
export function budgetWarnings(
  daemonSet: DaemonSet,
  { limit, desired }: { readonly limit: number; readonly desired: number },
): readonly Message[] {
  const isWhole = desired > 1 && limit >= desired && !allowsSurge(daemonSet);
  return isWhole ? [modelMessage('act.everyNode', { nodes: desired })] : [];
}

/** Node names of rollouts. */
export function nodeNames(rollouts: readonly NodeRollout[]): readonly string[] {
  return rollouts.map(({ node }) => node);
}
