import type { DaemonSet } from '#lib/kubernetes/daemon-set.ts';
import type { Node } from '#lib/kubernetes/node.ts';
import { namesOf, nodeObject, withCordon } from './act-nodes.ts';
import type { PlannedAct } from './act-plan.ts';
import type { Message } from './message.ts';
import { modelMessage } from './message-codes.ts';
import { compilePlacement, type PlacementOptions } from './placement.ts';

/** What several Nodes are to every DaemonSet of the cluster. */
export interface NodesUse {
  readonly nodes: readonly Node[];
  readonly daemonSets: readonly DaemonSet[];
  readonly placement?: PlacementOptions;
}

/** As `kubectl cordon` and `kubectl uncordon` with several names: those that are so already are left alone. */
export function planCordonNodes(use: NodesUse, { cordon }: { readonly cordon: boolean }): PlannedAct {
  const changed = use.nodes.filter((node) => (node.spec.unschedulable === true) !== cordon);
  const already = use.nodes.length - changed.length;
  const moves = movesOf({ ...use, nodes: changed }, (node) => withCordon(node, cordon));
  const effects = [
    modelMessage(cordon ? 'act.cordonsNodes' : 'act.uncordonsNodes', { nodes: changed.length }),
    ...(already === 0 ? [] : [modelMessage('act.nodesAlreadySo', { nodes: already })]),
    ...moveMessages(moves),
  ];
  return {
    objects: (changed.length === 0 ? use.nodes : changed).map(nodeObject),
    nodes: changed.filter(({ metadata }) => moves.nodes.has(metadata.name)).map(({ metadata }) => metadata.name),
    effects: changed.length === 0 ? [modelMessage('act.alreadySo', {})] : effects,
    warnings: [],
    confirmation: null,
    basis: [...changed.map(({ metadata }) => metadata.uid), moves.gaining.length, moves.losing.length],
    ...(changed.length === 0 ? { already: true } : {}),
  };
}

/** The Node objects go, and with each its Pods. Asks for the name of the cluster that they leave. */
export function planDeleteNodes(use: NodesUse, { cluster }: { readonly cluster: string }): PlannedAct {
  const { nodes, daemonSets, placement } = use;
  const verdicts = daemonSets.map((daemonSet) => compilePlacement(daemonSet.spec.template, placement));
  const wanted = daemonSets.map((_, at) => nodes.filter((node) => verdicts[at]?.(node).shouldRun === true).length);
  const losing = daemonSets.filter((_, at) => (wanted[at] ?? 0) > 0);
  const ready = nodes.filter(isReady).length;
  return {
    objects: nodes.map(nodeObject),
    nodes: nodes.map(({ metadata }) => metadata.name),
    effects: [
      modelMessage('act.deletesNodes', { nodes: nodes.length }),
      modelMessage('act.podsGoWithNodes', { pods: wanted.reduce((sum, count) => sum + count, 0) }),
      ...moveMessages({ gaining: [], losing }),
    ],
    warnings: [
      ...(ready === 0 ? [] : [modelMessage('act.nodesAreReady', { nodes: ready })]),
      modelMessage('act.nodesRegisterAgain', {}),
    ],
    confirmation: cluster,
    basis: nodes.map(({ metadata }) => metadata.uid),
  };
}

interface Moves {
  readonly gaining: readonly DaemonSet[];
  readonly losing: readonly DaemonSet[];
}

/** The DaemonSets for which the verdict about any of the Nodes changes, and the Nodes that it changes for. */
function movesOf({ nodes, daemonSets, placement }: NodesUse, change: (node: Node) => Node) {
  const moved = new Set<string>();
  const gaining: DaemonSet[] = [];
  const losing: DaemonSet[] = [];
  for (const daemonSet of daemonSets) {
    const placementOf = compilePlacement(daemonSet.spec.template, placement);
    let gains = false;
    let loses = false;
    for (const node of nodes) {
      const before = placementOf(node).shouldRun;
      const after = placementOf(change(node)).shouldRun;
      if (before !== after) moved.add(node.metadata.name);
      gains ||= !before && after;
      loses ||= before && !after;
    }
    if (gains) gaining.push(daemonSet);
    if (loses) losing.push(daemonSet);
  }
  return { gaining, losing, nodes: moved };
}

function moveMessages({ gaining, losing }: Moves): readonly Message[] {
  const messages = [
    ...(gaining.length === 0
      ? []
      : [modelMessage('act.daemonSetsGainNodes', { count: gaining.length, names: namesOf(gaining) })]),
    ...(losing.length === 0 ? [] : [modelMessage('act.daemonSetsLoseNodes', { count: losing.length, names: namesOf(losing) })]),
  ];
  return messages.length === 0 ? [modelMessage('act.noDaemonSetMovesNodes', {})] : messages;
}

function isReady({ status }: Node): boolean {
  return status.conditions?.some(({ type, status: is }) => type === 'Ready' && is === 'True') === true;
}
