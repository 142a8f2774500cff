import 'server-only';
import type { ClusterSink } from '#lib/server/kubernetes/cluster-connection.ts';

/** Puts each object into the model and tells that there is something to settle. */
export function createHubSink(rollout: ClusterSink, changed: () => void): ClusterSink {
  const passOn =
    <T>(apply: (value: T) => void) =>
    (value: T): void => {
      apply(value);
      changed();
    };
  return {
    setNode: passOn((node) => rollout.setNode(node)),
    deleteNode: passOn((name) => rollout.deleteNode(name)),
    setPod: passOn((pod) => rollout.setPod(pod)),
    deletePod: passOn((uid) => rollout.deletePod(uid)),
    setDaemonSet: passOn((daemonSet) => rollout.setDaemonSet(daemonSet)),
    deleteDaemonSet: passOn((uid) => rollout.deleteDaemonSet(uid)),
    setControllerRevision: passOn((revision) => rollout.setControllerRevision(revision)),
    deleteControllerRevision: passOn((uid) => rollout.deleteControllerRevision(uid)),
  };
}

/** The model, with the names of Nodes and Pods written beside it. */
export function withNames(rollout: ClusterSink, names: Pick<ClusterSink, 'setNode' | 'deleteNode' | 'setPod' | 'deletePod'>) {
  const both =
    <T>(first: (value: T) => void, second: (value: T) => void) =>
    (value: T): void => {
      first(value);
      second(value);
    };
  return {
    ...rollout,
    setNode: both(rollout.setNode, names.setNode),
    deleteNode: both(rollout.deleteNode, names.deleteNode),
    setPod: both(rollout.setPod, names.setPod),
    deletePod: both(rollout.deletePod, names.deletePod),
  } satisfies ClusterSink;
}
