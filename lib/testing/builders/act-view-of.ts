import type { DaemonSet } from '#lib/kubernetes/daemon-set.ts';
import type { Node } from '#lib/kubernetes/node.ts';
import type { Pod } from '#lib/kubernetes/pod.ts';
import type { ActView } from '#lib/rollout/act-plan.ts';
import { createClusterRollout } from '#lib/rollout/create-cluster-rollout.ts';
import { aRevision } from './a-revision.ts';
import { NOW } from './settled-cluster.ts';

interface Seen {
  readonly nodes: readonly Node[];
  readonly pods: readonly Pod[];
}

/** The view of an act on this DaemonSet, whose update revision is `hash1`. */
export function anActView(daemonSet: DaemonSet, { nodes, pods }: Seen): ActView {
  const cluster = createClusterRollout();
  cluster.setDaemonSet(daemonSet);
  cluster.setControllerRevision(aRevision(daemonSet).numbered(2).build());
  for (const node of nodes) cluster.setNode(node);
  for (const pod of pods) cluster.setPod(pod);
  cluster.settle(NOW);
  const { uid } = daemonSet.metadata;
  const detail = cluster.detail(uid);
  if (detail === undefined) throw new Error('the DaemonSet has no detail');
  const rollouts = nodes.flatMap(({ metadata }) => cluster.nodeRollout(uid, metadata.name) ?? []);
  return { daemonSet, detail, rollouts };
}
