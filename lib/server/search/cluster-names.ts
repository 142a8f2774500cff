import 'server-only';
import type { PodFound } from '#lib/feed/search.ts';
import { controllerOf } from '#lib/kubernetes/object-meta.ts';
import { targetNodeOf } from '#lib/rollout/target-node.ts';
import type { ClusterSink } from '#lib/server/kubernetes/cluster-connection.ts';
import { createNameList, type Found } from './name-list.ts';

/** The names of a cluster's Nodes and of the Pods of its DaemonSets, kept up to date object by object. */
export interface ClusterNames extends Pick<ClusterSink, 'setNode' | 'deleteNode' | 'setPod' | 'deletePod'> {
  nodes(words: readonly string[], most: number): Found<string>;
  /** A Pod is also found by its Namespace and Node. */
  pods(words: readonly string[], most: number): Found<PodFound>;
}

/** Makes an empty ClusterNames. */
export function createClusterNames(): ClusterNames {
  const nodes = createNameList<string>();
  const pods = createNameList<PodFound>();

  function setNode({ metadata: { name } }: Parameters<ClusterSink['setNode']>[0]): void {
    if (nodes.get(name) === undefined) nodes.set(name, name, name);
  }

  function setPod(pod: Parameters<ClusterSink['setPod']>[0]): void {
    const { uid, namespace = '', name } = pod.metadata;
    const owner = controllerOf(pod);
    if (owner?.kind !== 'DaemonSet') return;
    const node = targetNodeOf(pod);
    // Nearly every change of a Pod leaves its names as they are.
    if (pods.get(uid)?.node === node) return;
    pods.set(uid, `${name} ${namespace} ${node ?? ''}`.trim(), { namespace, name, node, daemonSet: owner.name });
  }

  return {
    setNode,
    deleteNode: (name) => nodes.delete(name),
    setPod,
    deletePod: (uid) => pods.delete(uid),
    nodes: (words, most) => nodes.search(words, most),
    pods: (words, most) => pods.search(words, most),
  };
}
