import type { DaemonSet } from '#lib/kubernetes/daemon-set.ts';
import type { Node } from '#lib/kubernetes/node.ts';
import type { Pod } from '#lib/kubernetes/pod.ts';
import { podCondition } from '#lib/kubernetes/pod-conditions.ts';
import { earliest, latest } from './times.ts';

interface SinceInput {
  /** The Pod in question, or undefined when the Node has none. */
  readonly pod: Pod | undefined;
  readonly node: Node | undefined;
  readonly daemonSet: DaemonSet;
}

/**
 * Since when there is a problem by the API's own times, in milliseconds since the epoch, or null: a deletion since it
 * was asked for, a Pod since its scheduling failed or it was last ready, a missing Pod since Node or DaemonSet last changed.
 */
export function problemSince({ pod, node, daemonSet }: SinceInput): number | null {
  if (pod === undefined) {
    const metas = [node?.metadata, daemonSet.metadata];
    return latest(metas.flatMap((meta) => [Date.parse(meta?.creationTimestamp ?? ''), Date.parse(meta?.changedAt ?? '')]));
  }
  const { creationTimestamp, deletionTimestamp, deletionGracePeriodSeconds = 0 } = pod.metadata;
  if (deletionTimestamp) {
    return Date.parse(deletionTimestamp) - deletionGracePeriodSeconds * 1000;
  }
  const type = pod.spec.nodeName ? 'Ready' : 'PodScheduled';
  return earliest([Date.parse(podCondition(pod, type)?.lastTransitionTime ?? '')]) ?? Date.parse(creationTimestamp);
}
