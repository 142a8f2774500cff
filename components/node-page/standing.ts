import type { DaemonSetOnNode } from '#lib/feed/node-page.ts';
import { ATTENTION_ORDER } from '#lib/rollout/node-rollout-state.ts';

/** True when the DaemonSet should run on the Node and no Pod of it is available there. */
export function isLacking({ shouldRun, pods }: DaemonSetOnNode): boolean {
  return shouldRun && !pods.some((pod) => pod.available && !pod.terminating);
}

/** True when the DaemonSet should run on the Node or has a Pod there. */
export function isHere({ state }: DaemonSetOnNode): boolean {
  return state !== 'ineligible';
}

/** Changes with the Pods of the DaemonSets. */
export function podsRevision(daemonSets: readonly DaemonSetOnNode[]): string {
  return daemonSets.flatMap(({ pods }) => pods.map(({ uid, terminating }) => `${uid}${terminating}`)).join();
}

/** Attention first, then as the answer has them: by name. */
export function byAttention(daemonSets: readonly DaemonSetOnNode[]): readonly DaemonSetOnNode[] {
  const rank = ({ state }: DaemonSetOnNode): number => ATTENTION_ORDER.indexOf(state);
  return [...daemonSets].sort((a, b) => rank(a) - rank(b));
}
