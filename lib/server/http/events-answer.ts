import 'server-only';
import type { EventRow } from '#lib/feed/node-detail.ts';
import type { EventTarget, ReadOperations } from '#lib/server/kubernetes/operations.ts';
import { eventRows } from './event-rows.ts';
import type { findNodeOfDaemonSet } from './find-node.ts';

/** Events of the Node and of the DaemonSet's Pods on it. */
export async function eventsAnswer(
  found: Awaited<ReturnType<typeof findNodeOfDaemonSet>>,
  operations: ReadOperations,
): Promise<{ asOf: string; events: readonly EventRow[] }> {
  const { hub, node, rollout } = found;
  const pods = rollout.pods.map(({ name, namespace, uid }): EventTarget => ({ kind: 'Pod', name, namespace, uid }));
  const targets: readonly EventTarget[] = [{ kind: 'Node', name: node.metadata.name }, ...pods];
  const lists = await Promise.all(targets.map((target) => operations.listEvents(target)));
  return { asOf: new Date(hub.clusterNow()).toISOString(), events: eventRows(lists.flat()) };
}
