import 'server-only';
import type { EventRow } from '#lib/feed/node-detail.ts';
import { NODE_SELECTOR_ANNOTATIONS } from '#lib/kubernetes/namespace.ts';
import { eventRows } from './event-rows.ts';
import type { FoundDaemonSet } from './find-daemon-set.ts';
import { unlessRefused } from './unless-refused.ts';

/** What the Namespace adds to each Pod's `nodeSelector`; `problem` says why it could not be read. */
interface ProjectNodeSelector {
  readonly annotations: readonly { readonly name: string; readonly selector: string }[];
  readonly problem: string | null;
}

/**
 * What the rollout's model cannot see: events about the DaemonSet itself, above all Pods that were refused before
 * they existed (quota, admission, a conflicting node selector), and the node selectors of its Namespace.
 */
export async function causesAnswer({ hub, daemonSet }: FoundDaemonSet): Promise<{
  readonly asOf: string;
  readonly events: readonly EventRow[];
  readonly projectNodeSelector: ProjectNodeSelector;
}> {
  const { name, uid, namespace = '' } = daemonSet.metadata;
  const { operations } = hub.connection;
  const [events, projectNodeSelector] = await Promise.all([
    operations.listEvents({ kind: 'DaemonSet', name, namespace, uid }),
    selectorOf(operations, namespace),
  ]);
  return { asOf: new Date(hub.clusterNow()).toISOString(), events: eventRows(events), projectNodeSelector };
}

async function selectorOf(
  operations: FoundDaemonSet['hub']['connection']['operations'],
  namespace: string,
): Promise<ProjectNodeSelector> {
  const annotated = async () => {
    const { annotations = {} } = (await operations.getNamespace(namespace)).metadata;
    const present = NODE_SELECTOR_ANNOTATIONS.filter((annotation) => Object.hasOwn(annotations, annotation));
    return present.map((name) => ({ name, selector: annotations[name] ?? '' }));
  };
  const read = async () => ({ annotations: await annotated(), problem: null });
  return unlessRefused(read(), ({ message }) => ({ annotations: [], problem: message }));
}
