import 'server-only';
import type { EventRow } from '#lib/feed/node-detail.ts';
import type { Node } from '#lib/kubernetes/node.ts';
import type { ClusterHub } from '#lib/server/hub/cluster-hub.ts';
import type { EventTarget, ReadOperations } from '#lib/server/kubernetes/operations.ts';
import { eventRows } from './event-rows.ts';

/** Pods whose events are read beside the Node's own; each costs a request. */
const MOST_PODS = 10;

/** Events of the Node, and of the daemon Pods on it that are not available. Throws KubernetesApiError. */
export async function nodeEventsAnswer(
  { hub, node }: { readonly hub: ClusterHub; readonly node: Node },
  operations: Pick<ReadOperations, 'listEvents'>,
): Promise<{ readonly asOf: string; readonly events: readonly EventRow[] }> {
  const { name } = node.metadata;
  const pods = [...hub.rollout.summaries().keys()]
    .flatMap((uid) => hub.rollout.nodeRollout(uid, name)?.pods ?? [])
    .filter(({ available }) => !available)
    .slice(0, MOST_PODS)
    .map((pod): EventTarget => ({ kind: 'Pod', name: pod.name, namespace: pod.namespace, uid: pod.uid }));
  const targets: readonly EventTarget[] = [{ kind: 'Node', name }, ...pods];
  const lists = await Promise.all(targets.map((target) => operations.listEvents(target)));
  return { asOf: new Date(hub.clusterNow()).toISOString(), events: eventRows(lists.flat()) };
}
