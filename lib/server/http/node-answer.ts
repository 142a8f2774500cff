import 'server-only';
import { nodeAttributes } from '#lib/feed/node-attributes.ts';
import type { Node } from '#lib/kubernetes/node.ts';
import type { ClusterHub } from '#lib/server/hub/cluster-hub.ts';
import { nodeRow } from './node-row.ts';

/** One Node: what it is, in which condition, and a NodeRow for each DaemonSet by namespace and name. */
export function nodeAnswer({ hub, node }: { hub: ClusterHub; node: Node }) {
  const { zone, pool, role, instanceType } = nodeAttributes(node);
  const daemonSets = [...hub.rollout.summaries().values()]
    .flatMap(({ uid, namespace, name }) => {
      const rollout = hub.rollout.nodeRollout(uid, node.metadata.name);
      return rollout ? [{ namespace, name, uid, ...nodeRow(rollout) }] : [];
    })
    .sort((left, right) => `${left.namespace}/${left.name}`.localeCompare(`${right.namespace}/${right.name}`));
  return {
    asOf: new Date(hub.clusterNow()).toISOString(),
    connection: hub.connection.connection(),
    node: node.metadata.name,
    createdAt: node.metadata.creationTimestamp,
    attributes: { zone, pool, role, instanceType },
    labels: node.metadata.labels ?? {},
    taints: node.spec.taints ?? [],
    unschedulable: node.spec.unschedulable === true,
    conditions: node.status.conditions ?? [],
    allocatable: node.status.allocatable ?? {},
    capacity: node.status.capacity ?? {},
    nodeInfo: node.status.nodeInfo ?? {},
    daemonSets,
  };
}
