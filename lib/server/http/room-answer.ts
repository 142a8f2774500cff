import 'server-only';
import type { NodeRoomAnswer } from '#lib/feed/node-detail.ts';
import type { Pod } from '#lib/kubernetes/pod.ts';
import type { PodDisruptionBudget } from '#lib/kubernetes/pod-disruption-budget.ts';
import { allowsSurge } from '#lib/rollout/budget.ts';
import { movablePods } from '#lib/rollout/movable-pods.ts';
import type { NodeRollout } from '#lib/rollout/node-rollout.ts';
import { nodeRoom } from '#lib/rollout/node-room.ts';
import type { ClusterConnection } from '#lib/server/kubernetes/cluster-connection.ts';
import { MAX_PODS_ON_NODE } from '#lib/server/kubernetes/read-operations.ts';
import type { findNodeOfDaemonSet } from './find-node.ts';
import { unlessRefused } from './unless-refused.ts';

type Found = Awaited<ReturnType<typeof findNodeOfDaemonSet>>;
type Caller = Pick<ClusterConnection, 'operations' | 'writes'>;

/** More Namespaces than one Node's Pods come from; each costs a request. */
const MOST_NAMESPACES = 20;

/** What one Node has left for the next Pod of one DaemonSet, read from every Pod on it as the caller. Throws KubernetesApiError. */
export async function roomAnswer(found: Found, caller: Caller): Promise<NodeRoomAnswer> {
  const { hub, node, daemonSet, rollout } = found;
  const [pods, waiting] = await Promise.all([caller.operations.listPodsOnNode(node.metadata.name), waitingPod(rollout, caller)]);
  const budgets = await budgetsFor(movablePods(pods, null), caller);
  const room = nodeRoom({ node, daemonSet, rollout, surge: allowsSurge(daemonSet), pods, waiting, budgets });
  return { asOf: new Date(hub.clusterNow()).toISOString(), complete: pods.length < MAX_PODS_ON_NODE, ...room };
}

async function waitingPod(rollout: NodeRollout, { operations }: Caller): Promise<Pod | undefined> {
  const pending = rollout.pods.find((pod) => pod.pending && pod.terminatingUntil === null);
  if (pending === undefined) return undefined;
  const { namespace, name, uid } = pending;
  const pod = await unlessRefused(operations.getPod(namespace, name), () => undefined);
  return pod?.metadata.uid === uid ? pod : undefined;
}

async function budgetsFor(
  pods: readonly Pod[],
  { writes }: Caller,
): Promise<ReadonlyMap<string, readonly PodDisruptionBudget[] | null>> {
  const namespaces = [...new Set(pods.map(({ metadata }) => metadata.namespace ?? ''))].sort().slice(0, MOST_NAMESPACES);
  const lists = await Promise.all(
    namespaces.map((namespace) => unlessRefused(writes.listPodDisruptionBudgets(namespace), () => null)),
  );
  return new Map(namespaces.map((namespace, at) => [namespace, lists[at] ?? null]));
}
