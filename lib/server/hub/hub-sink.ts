import 'server-only';
import type { ClusterRollout } from '#lib/rollout/cluster-rollout.ts';
import type { ClusterSink } from '#lib/server/kubernetes/cluster-connection.ts';

/** Puts each object into the model and tells that there is something to settle. */
export function createHubSink(rollout: ClusterRollout, changed: () => void): ClusterSink {
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
