import type { ClusterRollout } from '#lib/rollout/cluster-rollout.ts';
import { createClusterRollout } from '#lib/rollout/create-cluster-rollout.ts';
import type { Summary } from '#lib/rollout/summary.ts';
import { aDaemonSet } from './a-daemon-set.ts';
import { aNode } from './a-node.ts';
import { aPod } from './a-pod.ts';
import { aRevision } from './a-revision.ts';

/** The moment at which the cluster is settled. */
export const NOW = Date.parse('2026-01-01T00:01:00Z');
/** The DaemonSet of `aSettledCluster`. */
export const daemonSet = aDaemonSet().build();
export const { uid } = daemonSet.metadata;

/** Two Nodes, each with an available Pod of the update revision, settled. */
export function aSettledCluster(): ClusterRollout {
  const cluster = createClusterRollout();
  cluster.setDaemonSet(daemonSet);
  cluster.setControllerRevision(aRevision(daemonSet).build());
  for (const name of ['a', 'b']) {
    cluster.setNode(aNode(name).build());
    cluster.setPod(aPod(daemonSet, `pod-${name}`).on(name).build());
  }
  cluster.settle(NOW);
  return cluster;
}

/** The DaemonSet's Summary as of the last settle. */
export function summaryIn(cluster: ClusterRollout, of = uid): Summary {
  const summary = cluster.summaries().get(of);
  if (summary === undefined) {
    throw new Error(`no summary of ${of}`);
  }
  return summary;
}
