import type { DaemonSet } from '#lib/kubernetes/daemon-set.ts';
import type { PodSpec, Toleration } from '#lib/kubernetes/pod.ts';
import { ownerWarnings } from './act-owner.ts';
import { allowsSurge, budgetLimit } from './budget.ts';
import { hostPortsOf, hostPortText } from './host-ports.ts';
import type { Message } from './message.ts';
import { modelMessage } from './message-codes.ts';
import type { NodeRollout } from './node-rollout.ts';
import { daemonTolerations } from './tolerations.ts';

/**
 * What will go wrong with this DaemonSet's next change, or already lies in wait; what matters most comes first.
 * `rollouts` are those of every Node, `desired` is the number of eligible ones.
 */
export function warningsOf(daemonSet: DaemonSet, desired: number, rollouts: Iterable<NodeRollout>): readonly Message[] {
  const { template, revisionHistoryLimit } = daemonSet.spec;
  return [
    ...budgetWarnings(daemonSet, desired, rollouts),
    ...surgeWarnings(daemonSet),
    ...managedBy(daemonSet),
    ...podWarnings(template.spec),
    ...(revisionHistoryLimit === 0 ? [modelMessage('warning.noHistory', {})] : []),
  ];
}

function budgetWarnings(daemonSet: DaemonSet, desired: number, rollouts: Iterable<NodeRollout>): readonly Message[] {
  const { kind, configured, limit } = budgetLimit(daemonSet, desired);
  if (kind === 'none') return [modelMessage('warning.onDelete', {})];
  const isWhole = kind === 'maxUnavailable' && desired > 1 && limit >= desired;
  let nodes = 0;
  for (const rollout of rollouts) if (isBroken(rollout)) nodes += 1;
  return [
    ...(isWhole ? [modelMessage('warning.everyNode', { nodes: desired, budget: kind, configured })] : []),
    ...(nodes > 0 && kind === 'maxUnavailable' ? [modelMessage('warning.brokenOutsideBudget', { nodes })] : []),
  ];
}

/** An eligible Node whose Pods are not available: after a change of the template its Pod is an old one without the budget's shelter. */
function isBroken({ placement, pods }: NodeRollout): boolean {
  const living = pods.filter(({ terminatingUntil }) => terminatingUntil === null);
  return placement.shouldRun && living.length > 0 && living.every(({ available }) => !available);
}

function surgeWarnings(daemonSet: DaemonSet): readonly Message[] {
  const ports = hostPortsOf(daemonSet.spec.template.spec);
  if (!allowsSurge(daemonSet) || ports.length === 0) return [];
  return [modelMessage('warning.surgeHostPort', { ports: hostPortText(ports) })];
}

function managedBy({ metadata }: DaemonSet): readonly Message[] {
  const { labels = {}, annotations = {}, ownerReferences = [] } = metadata;
  return ownerWarnings({ labels, annotations, ownerReferences, managers: [] }).map(({ params }) =>
    modelMessage('warning.managedBy', { by: String(params.by) }),
  );
}

function podWarnings(spec: PodSpec): readonly Message[] {
  const silent = spec.containers.filter(({ readinessProbe }) => readinessProbe === undefined).map(({ name }) => name);
  return [
    ...(spec.priorityClassName ? [] : [modelMessage('warning.noPriorityClass', {})]),
    ...boundedTolerations(spec).map((toleration) =>
      modelMessage('warning.boundedToleration', {
        toleration: tolerationText(toleration),
        seconds: toleration.tolerationSeconds ?? 0,
      }),
    ),
    ...(silent.length === spec.containers.length && silent.length > 0
      ? [modelMessage('warning.noReadinessProbe', { containers: silent.join(', ') })]
      : []),
  ];
}

/** Tolerations after whose time the taint manager evicts the Pod; those that the controller makes boundless are none. */
function boundedTolerations(spec: PodSpec): readonly Toleration[] {
  return daemonTolerations(spec)
    .map(({ toleration }) => toleration)
    .filter(({ effect, tolerationSeconds }) => (effect ?? '') !== 'NoSchedule' && (tolerationSeconds ?? null) !== null);
}

function tolerationText({ key = '', value = '', effect = '' }: Toleration): string {
  const matched = value === '' ? key : `${key}=${value}`;
  return `${matched === '' ? '*' : matched}:${effect === '' ? '*' : effect}`;
}
