import type { DaemonSet, IntOrPercent } from '#lib/kubernetes/daemon-set.ts';
import { scaledUp } from '#lib/kubernetes/int-or-percent.ts';

/** How many Nodes an update may hold at once. */
export interface BudgetLimit {
  readonly kind: 'maxUnavailable' | 'maxSurge' | 'none';
  readonly configured: string;
  readonly limit: number;
}

const DEFAULT_MAX_UNAVAILABLE = 1;
const DEFAULT_MAX_SURGE = 0;

/** What the spec says, defaults filled in as the API server fills them. Empty for OnDelete. */
export function configuredBudget(daemonSet: DaemonSet): { maxUnavailable: IntOrPercent; maxSurge: IntOrPercent } | null {
  const strategy = daemonSet.spec.updateStrategy;
  if (strategy?.type === 'OnDelete') {
    return null;
  }
  const { maxUnavailable, maxSurge } = strategy?.rollingUpdate ?? {};
  return { maxUnavailable: maxUnavailable ?? DEFAULT_MAX_UNAVAILABLE, maxSurge: maxSurge ?? DEFAULT_MAX_SURGE };
}

/**
 * True when an update puts the new Pod beside the old one.
 * Mirrors kubernetes/kubernetes pkg/controller/daemon/util/daemonset_util.go AllowsSurge, v1.36.
 */
export function allowsSurge(daemonSet: DaemonSet): boolean {
  const configured = configuredBudget(daemonSet);
  return configured !== null && (scaledUp(configured.maxSurge, 1) ?? 0) > 0;
}

/**
 * The budget resolved against the desired number: percentages round up, and when both come out 0 one Node may be unavailable.
 * Mirrors kubernetes/kubernetes pkg/controller/daemon/update.go updatedDesiredNodeCounts, v1.36.
 */
export function budgetLimit(daemonSet: DaemonSet, desired: number): BudgetLimit {
  const configured = configuredBudget(daemonSet);
  if (configured === null) {
    return { kind: 'none', configured: '', limit: 0 };
  }
  if (allowsSurge(daemonSet)) {
    return { kind: 'maxSurge', configured: String(configured.maxSurge), limit: scaledUp(configured.maxSurge, desired) ?? 0 };
  }
  const limit = scaledUp(configured.maxUnavailable, desired) ?? 0;
  return {
    kind: 'maxUnavailable',
    configured: String(configured.maxUnavailable),
    limit: limit === 0 && desired > 0 ? 1 : limit,
  };
}
