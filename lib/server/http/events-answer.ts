import 'server-only';
import type { EventRow } from '#lib/feed/node-detail.ts';
import type { EventTarget, ReadOperations } from '#lib/server/kubernetes/operations.ts';
import { eventRows } from './event-rows.ts';
import type { FoundDaemonSet } from './find-daemon-set.ts';
import type { findNodeOfDaemonSet } from './find-node.ts';
import type { Refusal } from './refusal.ts';
import { unlessRefused } from './unless-refused.ts';

interface EventsAnswer {
  readonly asOf: string;
  readonly events: readonly EventRow[];
  /** Why those of the Node are left out for who may read events in some Namespaces only; else null or absent. */
  readonly problem?: string | null;
}

/** Events of the Node, of the DaemonSet's Pods on it, and of the DaemonSet where they name one of these. Throws KubernetesApiError. */
export async function eventsAnswer(
  found: Awaited<ReturnType<typeof findNodeOfDaemonSet>>,
  operations: ReadOperations,
): Promise<EventsAnswer> {
  const { hub, node, rollout } = found;
  const { name } = node.metadata;
  const pods = rollout.pods.map(({ name, namespace, uid }): EventTarget => ({ kind: 'Pod', name, namespace, uid }));
  let problem: string | null = null;
  const withoutNode = (refusal: Refusal) => {
    if (refusal.code !== 'rbac.forbidden') throw refusal;
    problem = refusal.message;
    return [];
  };
  const [ofDaemonSet = [], ...lists] = await Promise.all([
    operations.listEvents(daemonSetTarget(found)),
    unlessRefused(operations.listEvents({ kind: 'Node', name }), withoutNode),
    ...pods.map((target) => operations.listEvents(target)),
  ]);
  const names = new Set([name, ...rollout.pods.map((pod) => pod.name)]);
  const about = ofDaemonSet.filter(({ message = '' }) => message.split(/[^a-z0-9.-]+/).some((word) => names.has(word)));
  return { asOf: new Date(hub.clusterNow()).toISOString(), events: eventRows([...about, ...lists.flat()]), problem };
}

/** Events of the DaemonSet itself. Throws KubernetesApiError. */
export async function daemonSetEventsAnswer(found: FoundDaemonSet, operations: ReadOperations): Promise<EventsAnswer> {
  const events = await operations.listEvents(daemonSetTarget(found));
  return { asOf: new Date(found.hub.clusterNow()).toISOString(), events: eventRows(events) };
}

function daemonSetTarget({ daemonSet }: Pick<FoundDaemonSet, 'daemonSet'>): EventTarget {
  const { name, namespace = '', uid } = daemonSet.metadata;
  return { kind: 'DaemonSet', name, namespace, uid };
}
