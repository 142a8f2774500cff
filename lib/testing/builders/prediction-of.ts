import type { DaemonSet } from '#lib/kubernetes/daemon-set.ts';
import { createClusterRollout } from '#lib/rollout/create-cluster-rollout.ts';
import type { DaemonSetDetail } from '#lib/rollout/summary.ts';
import { aNode, type NodeBuilder } from './a-node.ts';
import type { PodBuilder } from './a-pod.ts';
import { aRevision } from './a-revision.ts';
import { NOW } from './settled-cluster.ts';

export interface DetailSetting {
  /** Nodes that are not just plain ones, by name. */
  readonly nodes?: readonly NodeBuilder[];
  /** Names of Nodes that only Pods name. */
  readonly missing?: readonly string[];
  /** The DaemonSet whose template the revision keeps; null: there is none. */
  readonly revisionOf?: DaemonSet | null;
}

/** The detail of a DaemonSet whose Pods stand on the Nodes that they are listed under. */
export function detailIn(
  daemonSet: DaemonSet,
  pods: Readonly<Record<string, readonly PodBuilder[]>>,
  { nodes = [], missing = [], revisionOf = daemonSet }: DetailSetting = {},
): DaemonSetDetail {
  const cluster = createClusterRollout();
  cluster.setDaemonSet(daemonSet);
  if (revisionOf !== null) {
    cluster.setControllerRevision(aRevision(revisionOf).build());
  }
  for (const [name, onNode] of Object.entries(pods)) {
    if (!missing.includes(name)) {
      cluster.setNode(aNode(name).build());
    }
    for (const pod of onNode) {
      const built = pod.build();
      cluster.setPod(built.spec.nodeName === undefined ? pod.pinnedTo(name).build() : pod.on(name).build());
    }
  }
  for (const node of nodes) {
    cluster.setNode(node.build());
  }
  cluster.settle(NOW);
  return cluster.detail(daemonSet.metadata.uid) as DaemonSetDetail;
}
