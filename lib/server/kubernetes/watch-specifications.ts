import 'server-only';
import type { ControllerRevision } from '#lib/kubernetes/controller-revision.ts';
import type { DaemonSet } from '#lib/kubernetes/daemon-set.ts';
import { TEMPLATE_GENERATION_LABEL } from '#lib/kubernetes/daemon-set.ts';
import type { Node } from '#lib/kubernetes/node.ts';
import type { Pod } from '#lib/kubernetes/pod.ts';
import { pruneControllerRevision, pruneDaemonSet, pruneNode, prunePod } from '#lib/kubernetes/prune.ts';
import type { WatchedResource } from './cluster-connection.ts';
import { sharePodParts } from './share-pod-parts.ts';
import { createSharedParts } from './shared-parts.ts';
import type { ResourceWatch, WatchHost, WatchSpecification } from './watched-resource.ts';
import { createResourceWatch } from './watched-resource.ts';

const replaced = () => {};

const NODES: WatchSpecification<Node> = {
  resource: 'nodes',
  prune: pruneNode,
  store: (sink) => ({ upsert: (node) => sink.setNode(node), remove: ({ name }) => sink.deleteNode(name), replaced }),
};

const DAEMON_SETS: WatchSpecification<DaemonSet> = {
  resource: 'daemonsets',
  prune: pruneDaemonSet,
  store: (sink) => ({
    upsert: (daemonSet) => sink.setDaemonSet(daemonSet),
    remove: ({ uid }) => sink.deleteDaemonSet(uid),
    replaced,
  }),
};

const CONTROLLER_REVISIONS: WatchSpecification<ControllerRevision> = {
  resource: 'controllerrevisions',
  prune: pruneControllerRevision,
  store: (sink) => ({
    upsert: (revision) => sink.setControllerRevision(revision),
    remove: ({ uid }) => sink.deleteControllerRevision(uid),
    replaced,
  }),
};

/** Only Pods of DaemonSets carry this label (and those an operator labelled by hand), since Kubernetes 1.24 at the latest. */
function podSpecification(): WatchSpecification<Pod> {
  const parts = createSharedParts();
  return {
    resource: 'pods',
    labelSelector: TEMPLATE_GENERATION_LABEL,
    prune: (raw) => sharePodParts(prunePod(raw), parts),
    store: (sink) => ({ upsert: (pod) => sink.setPod(pod), remove: ({ uid }) => sink.deletePod(uid), replaced }),
  };
}

/** A watch for each resource that the model needs; `hostFor` gives each its own listeners. */
export function createResourceWatches(
  hostFor: (resource: WatchedResource) => WatchHost,
): ReadonlyMap<WatchedResource, ResourceWatch> {
  return new Map<WatchedResource, ResourceWatch>([
    ['nodes', createResourceWatch(NODES, hostFor('nodes'))],
    ['daemonsets', createResourceWatch(DAEMON_SETS, hostFor('daemonsets'))],
    ['controllerrevisions', createResourceWatch(CONTROLLER_REVISIONS, hostFor('controllerrevisions'))],
    ['pods', createResourceWatch(podSpecification(), hostFor('pods'))],
  ]);
}
