import type { DaemonSet } from '#lib/kubernetes/daemon-set.ts';
import type { Node } from '#lib/kubernetes/node.ts';
import type { Pod } from '#lib/kubernetes/pod.ts';
import type { ClusterRollout } from '#lib/rollout/cluster-rollout.ts';
import { createClusterRollout } from '#lib/rollout/create-cluster-rollout.ts';
import { aDaemonSet } from '#lib/testing/builders/a-daemon-set.ts';
import { aNode } from '#lib/testing/builders/a-node.ts';
import { aPod } from '#lib/testing/builders/a-pod.ts';
import { aRevision } from '#lib/testing/builders/a-revision.ts';

/** A moment after everything in the fleet was made. */
export const NOW = Date.parse('2026-01-02T00:00:00Z');

/** A settled model of a fleet, and what to change in it. */
export interface Fleet {
  readonly model: ClusterRollout;
  readonly daemonSets: readonly DaemonSet[];
  nodeAt(index: number): Node;
  /** The Pod of the first DaemonSet on this Node. */
  podAt(index: number): Pod;
}

/**
 * `nodes` Nodes with one Pod of each of `daemonSets` DaemonSets. Of the first DaemonSet the share `outdated` of the Pods
 * is of an older revision.
 */
export function makeFleet(nodes: number, daemonSets: number, outdated: number): Fleet {
  const model = createClusterRollout();
  const made = Array.from({ length: daemonSets }, (_, index) => aDaemonSet(`agent-${index}`).withMaxUnavailable('10%').build());
  const names = Array.from({ length: nodes }, (_, index) => `worker-${String(index).padStart(6, '0')}`);
  const nodeAt = (index: number): Node =>
    aNode(names[index])
      .withLabel('topology.kubernetes.io/zone', `z${index % 3}`)
      .build();
  const podOf = (daemonSet: DaemonSet, index: number, old: boolean): Pod => {
    const pod = aPod(daemonSet, `${daemonSet.metadata.name}-${names[index]}`).on(names[index] ?? '');
    return (old ? pod.ofRevision('older') : pod).build();
  };
  for (const index of names.keys()) model.setNode(nodeAt(index));
  for (const [which, daemonSet] of made.entries()) {
    model.setDaemonSet(daemonSet);
    model.setControllerRevision(aRevision(daemonSet).build());
    for (const index of names.keys()) model.setPod(podOf(daemonSet, index, which === 0 && index < outdated * nodes));
  }
  model.settle(NOW);
  const [first] = made as [DaemonSet];
  return { model, daemonSets: made, nodeAt, podAt: (index) => podOf(first, index, index < outdated * nodes) };
}
