import { NODE_SELECTOR_ANNOTATIONS } from '#lib/kubernetes/namespace.ts';
import type { Node } from '#lib/kubernetes/node.ts';
import type { KubernetesObject } from '#lib/kubernetes/object-meta.ts';
import { type ActView, daemonSetObject, nodeNames, type PlannedAct } from './act-plan.ts';
import { modelMessage } from './message-codes.ts';

/** How a deletion treats what the DaemonSet owns. */
export type Propagation = 'Background' | 'Foreground' | 'Orphan';

const DELETION_EFFECTS = {
  Background: 'act.deletesInBackground',
  Foreground: 'act.deletesInForeground',
  Orphan: 'act.orphansPods',
} as const;

/**
 * The DaemonSet goes; its Pods and revisions go with it or stay without an owner.
 * Mirrors kubernetes/kubernetes pkg/controller/garbagecollector/garbagecollector.go attemptToDeleteItem, v1.36.
 */
export function planDeleteDaemonSet(view: ActView, propagation: Propagation): PlannedAct {
  const { daemonSet, detail } = view;
  const holders = view.rollouts.filter(({ pods }) => pods.length > 0);
  const pods = holders.reduce((sum, rollout) => sum + rollout.pods.length, 0);
  const isOrphaning = propagation === 'Orphan';
  return {
    objects: [daemonSetObject(daemonSet)],
    nodes: isOrphaning ? [] : nodeNames(holders),
    effects: [
      modelMessage(DELETION_EFFECTS[propagation], { pods }),
      isOrphaning
        ? modelMessage('act.orphansAdopted', {})
        : modelMessage('act.historyGoes', { revisions: detail.revisions.length }),
    ],
    warnings: [],
    confirmation: daemonSet.metadata.name,
    basis: [daemonSet.metadata.uid, daemonSet.metadata.generation ?? 0],
  };
}

/**
 * The annotation becomes '': no node selector, whatever the cluster's default says.
 * Mirrors kubernetes/kubernetes plugin/pkg/admission/podnodeselector/admission.go getNamespaceNodeSelectorMap, v1.36.
 */
export function planClearSelector(
  view: ActView,
  {
    namespace,
    annotation,
    nodes,
  }: {
    readonly namespace: KubernetesObject;
    readonly annotation: string;
    readonly nodes: ReadonlyMap<string, Node>;
  },
): PlannedAct {
  const { name, uid } = namespace.metadata;
  const annotations = namespace.metadata.annotations ?? {};
  const value = annotations[annotation] ?? null;
  const freed = view.rollouts.filter(
    ({ node, placement }) => placement.shouldRun && !matches(nodes.get(node)?.metadata.labels ?? {}, value ?? ''),
  );
  const other = NODE_SELECTOR_ANNOTATIONS.find((known) => known !== annotation) ?? '';
  const otherValue = annotations[other] ?? '';
  const already = value === '';
  return {
    objects: [{ kind: 'Namespace', name, uid }],
    nodes: already ? [] : nodeNames(freed),
    effects: already
      ? [modelMessage('act.alreadySo', {})]
      : [
          modelMessage('act.clearsSelector', { namespace: name, annotation, value: value ?? '' }),
          ...(freed.length === 0 ? [] : [modelMessage('act.selectorFreesNodes', { nodes: freed.length })]),
        ],
    warnings: [
      modelMessage('act.selectorOfNamespace', { namespace: name }),
      ...(otherValue === '' ? [] : [modelMessage('act.otherSelector', { annotation: other, value: otherValue })]),
    ],
    confirmation: null,
    basis: [uid, annotation, value ?? 'absent'],
    ...(already ? { already } : {}),
  };
}

/** `key=value,…`, all of which must hold: apimachinery pkg/labels/labels.go ConvertSelectorToLabelsMap, v0.36. */
function matches(labels: Readonly<Record<string, string>>, selector: string): boolean {
  const wanted = selector.split(',').filter((part) => part.includes('='));
  return wanted.every((part) => {
    const at = part.indexOf('=');
    return (
      labels[part.slice(0, at).trim()] ===
      part
        .slice(at + 1)
        .replace(/^=/, '')
        .trim()
    );
  });
}
