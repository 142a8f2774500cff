import type { ControllerRevision } from '#lib/kubernetes/controller-revision.ts';
import type { DaemonSet } from '#lib/kubernetes/daemon-set.ts';
import type { Node } from '#lib/kubernetes/node.ts';
import { controllerOf } from '#lib/kubernetes/object-meta.ts';
import type { Pod } from '#lib/kubernetes/pod.ts';
import type { Clock } from '../clock.ts';
import type { ClusterApi } from '../cluster-api.ts';
import { RESOURCES } from '../resources.ts';
import { Informer } from './informer.ts';

/** The caches that one component works from, with the lookups that controllers need. */
export interface ClusterView {
  readonly nodes: Informer<Node>;
  readonly pods: Informer<Pod>;
  readonly daemonSets: Informer<DaemonSet>;
  readonly revisions: Informer<ControllerRevision>;
  readonly podsOnNode: (node: string) => IterableIterator<Pod>;
  readonly podsOfController: (uid: string) => IterableIterator<Pod>;
  /** Pods of a namespace without any controller. */
  readonly orphanPods: (namespace: string) => IterableIterator<Pod>;
  readonly revisionsIn: (namespace: string) => IterableIterator<ControllerRevision>;
  start(): void;
  stop(): void;
}

/** Makes the caches; register listeners before `start`. */
export function createClusterView(options: { api: ClusterApi; clock: Clock; lagMs: number }): ClusterView {
  const nodes = new Informer<Node>({ ...options, resource: RESOURCES.nodes });
  const pods = new Informer<Pod>({ ...options, resource: RESOURCES.pods });
  const daemonSets = new Informer<DaemonSet>({ ...options, resource: RESOURCES.daemonSets });
  const revisions = new Informer<ControllerRevision>({ ...options, resource: RESOURCES.controllerRevisions });
  const informers = [nodes, daemonSets, revisions, pods];
  return {
    nodes,
    pods,
    daemonSets,
    revisions,
    podsOnNode: pods.indexBy((pod) => pod.spec.nodeName || undefined),
    podsOfController: pods.indexBy((pod) => controllerOf(pod)?.uid),
    orphanPods: pods.indexBy((pod) => (controllerOf(pod) ? undefined : pod.metadata.namespace)),
    revisionsIn: revisions.indexBy((revision) => revision.metadata.namespace),
    start: () => {
      for (const informer of informers) informer.start();
    },
    stop: () => {
      for (const informer of informers) informer.stop();
    },
  };
}
