import type { DaemonSet } from '#lib/kubernetes/daemon-set.ts';
import type { Node, Taint } from '#lib/kubernetes/node.ts';
import type { PlannedAct, PlannedObject } from './act-plan.ts';
import type { Message } from './message.ts';
import { modelMessage } from './message-codes.ts';
import { compilePlacement, type PlacementOptions } from './placement.ts';

/** The taint that the Node lifecycle controller keeps on a cordoned Node. */
const CORDON_TAINT: Taint = { key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' };
const NAMES_SHOWN = 10;

/** What a Node is to every DaemonSet of the cluster. */
export interface NodeUse {
  readonly node: Node;
  readonly daemonSets: readonly DaemonSet[];
  readonly placement?: PlacementOptions;
}

/** As `kubectl cordon` and `kubectl uncordon`: what it does to each DaemonSet follows from the taint. */
export function planCordon(use: NodeUse, { cordon }: { readonly cordon: boolean }): PlannedAct {
  const { node } = use;
  const { name, uid } = node.metadata;
  const already = (node.spec.unschedulable === true) === cordon;
  const moves = placementMoves(use, withCordon(node, cordon));
  const effects = [modelMessage(cordon ? 'act.cordons' : 'act.uncordons', { node: name }), ...moveMessages(moves)];
  return {
    objects: [nodeObject(node)],
    nodes: moves.gained.length + moves.lost.length === 0 || already ? [] : [name],
    effects: already ? [modelMessage('act.alreadySo', {})] : effects,
    warnings: [],
    confirmation: null,
    basis: [uid, String(node.spec.unschedulable === true), moves.gained.length, moves.lost.length],
    ...(already ? { already } : {}),
  };
}

/** The Node object goes, and with it its Pods: of each DaemonSet that has one there, and `otherPods` of others. */
export function planDeleteNode(use: NodeUse, { otherPods }: { readonly otherPods: number }): PlannedAct {
  const { node } = use;
  const { name, uid } = node.metadata;
  const lost = use.daemonSets.filter(({ spec }) => compilePlacement(spec.template, use.placement)(node).shouldRun);
  const isReady = node.status.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True') === true;
  return {
    objects: [nodeObject(node)],
    nodes: [name],
    effects: [
      modelMessage('act.deletesNode', { node: name }),
      modelMessage('act.podsGoWithNode', { pods: lost.length + otherPods, others: otherPods }),
      ...moveMessages({ gained: [], lost }),
    ],
    warnings: [
      ...(isReady ? [modelMessage('act.nodeIsReady', { node: name })] : []),
      modelMessage('act.registersAgain', { node: name }),
    ],
    confirmation: name,
    basis: [uid],
  };
}

interface PlacementMoves {
  readonly gained: readonly DaemonSet[];
  readonly lost: readonly DaemonSet[];
}

/** DaemonSets for which the verdict about the Node changes. */
function placementMoves({ node, daemonSets, placement }: NodeUse, after: Node): PlacementMoves {
  const verdicts = daemonSets.map((daemonSet) => {
    const placementOf = compilePlacement(daemonSet.spec.template, placement);
    return { daemonSet, before: placementOf(node), after: placementOf(after) };
  });
  return {
    gained: verdicts.filter((verdict) => !verdict.before.shouldRun && verdict.after.shouldRun).map(({ daemonSet }) => daemonSet),
    lost: verdicts.filter((verdict) => verdict.before.shouldRun && !verdict.after.shouldRun).map(({ daemonSet }) => daemonSet),
  };
}

/** The Node as `kubectl cordon` or `kubectl uncordon` leaves it, with the taint that follows. */
export function withCordon(node: Node, cordon: boolean): Node {
  const others = (node.spec.taints ?? []).filter(({ key }) => key !== CORDON_TAINT.key);
  return { ...node, spec: { ...node.spec, unschedulable: cordon, taints: cordon ? [...others, CORDON_TAINT] : others } };
}

function moveMessages({ gained, lost }: PlacementMoves): readonly Message[] {
  const messages = [
    ...(gained.length === 0 ? [] : [modelMessage('act.daemonSetsGain', { count: gained.length, names: namesOf(gained) })]),
    ...(lost.length === 0 ? [] : [modelMessage('act.daemonSetsLose', { count: lost.length, names: namesOf(lost) })]),
  ];
  return messages.length === 0 ? [modelMessage('act.noDaemonSetMoves', {})] : messages;
}

/** The first DaemonSets by name. */
export function namesOf(daemonSets: readonly DaemonSet[]): string {
  const names = daemonSets.map(({ metadata }) => `${metadata.namespace ?? ''}/${metadata.name}`).sort();
  return `${names.slice(0, NAMES_SHOWN).join(', ')}${names.length > NAMES_SHOWN ? ', …' : ''}`;
}

/** A Node as the object of an act. */
export function nodeObject({ metadata }: Node): PlannedObject {
  return { kind: 'Node', name: metadata.name, uid: metadata.uid };
}
