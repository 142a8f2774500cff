import { matchesLabelSelector } from '#lib/kubernetes/label-selector.ts';
import { controllerOf, type OwnerReference } from '#lib/kubernetes/object-meta.ts';
import type { Pod } from '#lib/kubernetes/pod.ts';
import type { PodDisruptionBudget } from '#lib/kubernetes/pod-disruption-budget.ts';
import { type ActView, nameForPods, nodeNames, observationWarnings, type PlannedAct, type PlannedObject } from './act-plan.ts';
import { budgetLimit } from './budget.ts';
import type { Message } from './message.ts';
import { modelMessage } from './message-codes.ts';
import type { DaemonPod, NodeRollout } from './node-rollout.ts';

/** More stale Pods than a person oversees at once: waves are for them. */
const MOST_AT_ONCE = 200;
/** In a sentence about a Pod that is on none. */
const NO_NODE = '-';

/** Live Pods of the DaemonSet that are not of the update revision, on these Nodes or on all. */
export function planDeleteStale(view: ActView, nodes: readonly string[] | undefined, hash: string): PlannedAct {
  const { daemonSet } = view;
  const wanted = nodes === undefined ? null : new Set(nodes);
  const holders = view.rollouts.filter(({ node, pods }) => (wanted === null || wanted.has(node)) && pods.some(isStale));
  const objects = holders.flatMap(({ node, pods }) => pods.filter(isStale).map((pod) => podObject(pod, node)));
  const idle = wanted === null ? 0 : wanted.size - holders.length;
  const { uid, generation = 0 } = daemonSet.metadata;
  return {
    objects,
    nodes: nodeNames(holders),
    effects: objects.length === 0 ? [modelMessage('act.nothingStale', {})] : staleEffects(view, holders, objects.length),
    warnings: [
      ...staleWarnings(view, holders),
      ...(objects.length > MOST_AT_ONCE ? [modelMessage('act.manyAtOnce', { pods: objects.length })] : []),
      ...(idle === 0 ? [] : [modelMessage('act.nodesWithoutStale', { nodes: idle })]),
      ...observationWarnings(daemonSet),
    ],
    confirmation: nameForPods(daemonSet, objects.length),
    // Fewer stale Pods than were looked at are no other plan: a rolling update replaces them meanwhile.
    basis: [uid, generation, hash],
  };
}

function staleEffects(view: ActView, holders: readonly NodeRollout[], pods: number): readonly Message[] {
  const created = holders.filter(({ placement }) => placement.shouldRun).length;
  const { limit, kind } = budgetLimit(view.daemonSet, view.detail.desired);
  return [
    modelMessage('act.deletesStale', { pods, nodes: holders.length }),
    ...(created === 0 ? [] : [modelMessage('act.createsAnew', { nodes: created })]),
    ...(created === holders.length ? [] : [modelMessage('act.notCreatedAgain', { nodes: holders.length - created })]),
    kind === 'none' ? modelMessage('act.onDeleteByHand', {}) : modelMessage('act.rollingBeside', { limit, budget: kind }),
  ];
}

function staleWarnings({ daemonSet, detail }: ActView, holders: readonly NodeRollout[]): readonly Message[] {
  const { limit, kind } = budgetLimit(daemonSet, detail.desired);
  // Beside a surge Pod that is available the old one is not missed.
  const losing = holders.filter(
    ({ pods, placement }) => placement.shouldRun && !pods.some((pod) => pod.updated && pod.available),
  ).length;
  if (losing > 1 && losing >= detail.desired) return [modelMessage('act.everyNode', { nodes: losing })];
  const isOver = kind !== 'none' && losing > limit;
  return isOver ? [modelMessage('act.overBudget', { nodes: losing, limit, budget: kind })] : [];
}

function isStale(pod: DaemonPod): boolean {
  return !pod.updated && pod.terminatingUntil === null;
}

function podObject({ namespace, name, uid }: DaemonPod, node: string): PlannedObject {
  return { kind: 'Pod', namespace, name, uid, node };
}

/** One Pod of the DaemonSet; by force it does not wait for the kubelet. */
export function planDeletePod(view: ActView, pod: Pod, { force }: { readonly force: boolean }): PlannedAct {
  const { daemonSet } = view;
  // A Pod that no Node holds yet is counted on the one that it is pinned to.
  const rollout = view.rollouts.find(({ pods }) => pods.some(({ uid }) => uid === pod.metadata.uid));
  const object = { ...wholePodObject(pod), ...(rollout === undefined ? {} : { node: rollout.node }) };
  const { name, node = '' } = object;
  const isEligible = rollout?.placement.shouldRun === true;
  const { deletionTimestamp = '', resourceVersion } = pod.metadata;
  return {
    objects: [object],
    nodes: node === '' ? [] : [node],
    effects: [
      modelMessage('act.deletesPod', { pod: name, node: node || NO_NODE }),
      isEligible ? modelMessage('act.createsAnew', { nodes: 1 }) : modelMessage('act.notCreatedAgain', { nodes: 1 }),
    ],
    warnings: [
      ...(force ? [modelMessage('act.force', { pod: name, node: node || NO_NODE })] : []),
      ...observationWarnings(daemonSet),
    ],
    confirmation: force ? name : null,
    basis: [object.uid, deletionTimestamp === '' ? 'live' : 'terminating', force ? resourceVersion : ''],
    ...(deletionTimestamp !== '' && !force ? { already: true } : {}),
  };
}

/** A Pod of anybody, through the eviction API. `budgets`: those of its Namespace, or null when they cannot be read. */
export function planEvictPod(pod: Pod, budgets: readonly PodDisruptionBudget[] | null): PlannedAct {
  const object = wholePodObject(pod);
  const { name, namespace = '', node = '' } = object;
  const owner = controllerOf(pod);
  const covering = (budgets ?? []).filter((budget) => covers(budget, pod));
  return {
    objects: [object],
    nodes: node === '' ? [] : [node],
    effects: [
      modelMessage('act.evictsPod', { pod: name, node: node || NO_NODE }),
      ...successorMessages(owner),
      ...covering.map((budget) =>
        modelMessage('act.evictionAllowed', { budget: budget.metadata.name, allowed: budget.status?.disruptionsAllowed ?? 0 }),
      ),
    ],
    warnings: [
      ...(owner === undefined ? [modelMessage('act.unmanagedPod', { pod: name })] : []),
      ...evictionWarnings(covering),
      ...(budgets === null ? [modelMessage('act.budgetsUnknown', { namespace })] : []),
    ],
    confirmation: null,
    basis: [object.uid],
    ...(pod.metadata.deletionTimestamp === undefined ? {} : { already: true }),
  };
}

/** A DaemonSet's Pod is bound to its Node; any other may come back anywhere. */
function successorMessages(owner: OwnerReference | undefined): readonly Message[] {
  if (owner === undefined) return [];
  if (owner.kind === 'DaemonSet') return [modelMessage('act.createsAnew', { nodes: 1 })];
  return [modelMessage('act.ownerCreatesAnew', { kind: owner.kind, name: owner.name })];
}

function evictionWarnings(covering: readonly PodDisruptionBudget[]): readonly Message[] {
  if (covering.length > 1) {
    const budgets = covering.map(({ metadata }) => metadata.name).join(', ');
    return [modelMessage('act.severalBudgets', { budgets })];
  }
  const blocking = covering.filter(({ status }) => (status?.disruptionsAllowed ?? 0) <= 0);
  return blocking.map(({ metadata }) => modelMessage('act.evictionWaits', { budget: metadata.name }));
}

/** Mirrors kubernetes/kubernetes pkg/registry/core/pod/storage/eviction.go getPodDisruptionBudgets, v1.36: no selector, no Pod. */
function covers({ metadata, spec }: PodDisruptionBudget, pod: Pod): boolean {
  const selector = spec?.selector;
  return (
    metadata.namespace === pod.metadata.namespace &&
    selector !== undefined &&
    matchesLabelSelector(pod.metadata.labels ?? {}, selector)
  );
}

function wholePodObject({ metadata, spec }: Pod): PlannedObject {
  const { namespace = '', name, uid } = metadata;
  return { kind: 'Pod', namespace, name, uid, ...(spec.nodeName ? { node: spec.nodeName } : {}) };
}
