import type { Taint } from '#lib/kubernetes/node.ts';
import { type DaemonToleration, type TolerationOptions, tolerationFor } from './tolerations.ts';

/**
 * The taints that keep a daemon Pod away: NoSchedule and NoExecute without a toleration; PreferNoSchedule never does.
 * Mirrors kubernetes/component-helpers scheduling/corev1/helpers.go FindMatchingUntoleratedTaint, v0.36.
 */
export function untoleratedTaints(
  taints: readonly Taint[],
  tolerations: readonly DaemonToleration[],
  options: TolerationOptions = {},
): readonly Taint[] {
  return taints.filter((taint) => isExcluding(taint.effect) && tolerationFor(taint, tolerations, options) === undefined);
}

/** True for the two effects that the DaemonSet controller looks at. */
export function isExcluding(effect: string): effect is 'NoSchedule' | 'NoExecute' {
  return effect === 'NoSchedule' || effect === 'NoExecute';
}
