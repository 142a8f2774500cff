import type { DaemonSet, IntOrPercent } from '#lib/kubernetes/daemon-set.ts';

/**
 * maxSurge as a count of Nodes, 0 unless the strategy is RollingUpdate.
 * Mirrors kubernetes/kubernetes pkg/controller/daemon/util/daemonset_util.go SurgeCount, v1.36.
 */
export function surgeCount(daemonSet: DaemonSet, desired: number): number {
  return scaled(rollingUpdateOf(daemonSet)?.maxSurge, desired);
}

/** True when a Node may hold two Pods of the DaemonSet. Mirrors AllowsSurge of the same file. */
export function allowsSurge(daemonSet: DaemonSet): boolean {
  return surgeCount(daemonSet, 1) > 0;
}

/**
 * maxUnavailable as a count of Nodes; 1 when neither it nor maxSurge allows anything.
 * Mirrors kubernetes/kubernetes pkg/controller/daemon/update.go updatedDesiredNodeCounts, v1.36.
 */
export function unavailableCount(daemonSet: DaemonSet, desired: number): number {
  const count = scaled(rollingUpdateOf(daemonSet)?.maxUnavailable, desired);
  return desired > 0 && count === 0 && surgeCount(daemonSet, desired) === 0 ? 1 : count;
}

function rollingUpdateOf(daemonSet: DaemonSet) {
  const strategy = daemonSet.spec.updateStrategy;
  return strategy?.type === 'RollingUpdate' ? strategy.rollingUpdate : undefined;
}

function scaled(value: IntOrPercent | undefined, total: number): number {
  if (value === undefined) return 0;
  if (typeof value === 'number') return value;
  return Math.ceil((Number.parseInt(value, 10) * total) / 100);
}
