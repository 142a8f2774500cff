import 'server-only';
import type { NodeResourcesAnswer, OtherPod } from '#lib/feed/node-page.ts';
import type { Node } from '#lib/kubernetes/node.ts';
import { controllerOf } from '#lib/kubernetes/object-meta.ts';
import type { Pod } from '#lib/kubernetes/pod.ts';
import { isPodTerminal, isPodTerminating } from '#lib/kubernetes/pod-conditions.ts';
import { quantityText } from '#lib/kubernetes/quantity.ts';
import { movablePods } from '#lib/rollout/movable-pods.ts';
import { countedRequests, isDaemonPod, roomAmounts } from '#lib/rollout/room-amounts.ts';
import type { ClusterHub } from '#lib/server/hub/cluster-hub.ts';
import type { ReadOperations } from '#lib/server/kubernetes/operations.ts';
import { MAX_PODS_ON_NODE } from '#lib/server/kubernetes/read-operations.ts';

const OTHERS_SHOWN = 200;
/** A Pod that asks for nothing: what is free is asked for nobody. */
const NOBODY = { replaced: [], asked: new Map(), spec: { containers: [] }, wantsRoom: false };

/** What a Node has, who uses it and what is free, read from every Pod on it as the caller. Throws KubernetesApiError. */
export async function nodeResourcesAnswer(
  { hub, node }: { readonly hub: ClusterHub; readonly node: Node },
  operations: Pick<ReadOperations, 'listPodsOnNode'>,
): Promise<NodeResourcesAnswer> {
  const pods = await operations.listPodsOnNode(node.metadata.name);
  const counted = pods.filter((pod) => !isPodTerminal(pod));
  const others = counted.filter((pod) => !isDaemonPod(pod));
  const movable = new Set(movablePods(others, Number.MAX_SAFE_INTEGER));
  return {
    asOf: new Date(hub.clusterNow()).toISOString(),
    complete: pods.length < MAX_PODS_ON_NODE,
    resources: roomAmounts({ node, counted, ...NOBODY }).resources,
    daemonPods: counted.length - others.length,
    others: others
      .map((pod) => ({ pod, memory: countedRequests(pod).get('memory') ?? 0n }))
      .sort((a, b) => Number(b.memory - a.memory) || (a.pod.metadata.name < b.pod.metadata.name ? -1 : 1))
      .slice(0, OTHERS_SHOWN)
      .map(({ pod }) => otherPod(pod, movable)),
    otherCount: others.length,
  };
}

function otherPod(pod: Pod, movable: ReadonlySet<Pod>): OtherPod {
  const { namespace = '', name, uid, creationTimestamp: createdAt } = pod.metadata;
  const owner = controllerOf(pod);
  const requests = countedRequests(pod);
  const asks = (resource: string) => quantityText(resource, requests.get(resource) ?? 0n);
  const leaving = isPodTerminating(pod);
  return {
    namespace,
    name,
    uid,
    createdAt,
    owner: owner === undefined ? null : { kind: owner.kind, name: owner.name },
    priority: pod.spec.priority ?? 0,
    asks: { cpu: asks('cpu'), memory: asks('memory') },
    leaving,
    static: !leaving && !movable.has(pod),
  };
}
