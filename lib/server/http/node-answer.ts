import 'server-only';
import { nodeAttributes } from '#lib/feed/node-attributes.ts';
import type { DaemonSetOnNode, NodeAnswer } from '#lib/feed/node-page.ts';
import type { DaemonSet } from '#lib/kubernetes/daemon-set.ts';
import type { Node, Taint } from '#lib/kubernetes/node.ts';
import { nodeReadiness } from '#lib/rollout/node-readiness.ts';
import type { NodeRollout } from '#lib/rollout/node-rollout.ts';
import { isExcluding } from '#lib/rollout/taints.ts';
import { daemonTolerations, tolerationFor } from '#lib/rollout/tolerations.ts';
import type { ClusterHub } from '#lib/server/hub/cluster-hub.ts';
import { nodeRow } from './node-row.ts';

/** One Node: is it ready for work, what it is, in which condition, and a NodeRow for each DaemonSet by namespace and name. */
export function nodeAnswer({ hub, node }: { hub: ClusterHub; node: Node }): NodeAnswer {
  const { trouble, createdAt: _createdAt, ...attributes } = nodeAttributes(node);
  const found = rolloutsOn(hub, node.metadata.name);
  return {
    asOf: new Date(hub.clusterNow()).toISOString(),
    connection: hub.connection.connection(),
    node: node.metadata.name,
    uid: node.metadata.uid,
    createdAt: node.metadata.creationTimestamp,
    deletingSince: node.metadata.deletionTimestamp ?? null,
    attributes,
    trouble,
    readiness: nodeReadiness(
      node,
      found.map(({ rollout }) => rollout),
    ),
    labels: node.metadata.labels ?? {},
    taints: taintRows(node, hub),
    unschedulable: node.spec.unschedulable === true,
    conditions: node.status.conditions ?? [],
    allocatable: node.status.allocatable ?? {},
    capacity: node.status.capacity ?? {},
    nodeInfo: node.status.nodeInfo ?? {},
    daemonSets: found.map(({ head, rollout }) => ({ ...head, ...nodeRow(rollout) })),
  };
}

interface FoundRollout {
  readonly head: Pick<DaemonSetOnNode, 'namespace' | 'name' | 'uid' | 'phase'>;
  readonly rollout: NodeRollout;
}

function rolloutsOn({ rollout }: ClusterHub, node: string): readonly FoundRollout[] {
  return [...rollout.summaries().values()]
    .flatMap(({ uid, namespace, name, phase }) => {
      const own = rollout.nodeRollout(uid, node);
      return own ? [{ head: { namespace, name, uid, phase }, rollout: own }] : [];
    })
    .sort(({ head: left }, { head: right }) =>
      `${left.namespace}/${left.name}`.localeCompare(`${right.namespace}/${right.name}`),
    );
}

function taintRows(node: Node, { rollout }: ClusterHub): NodeAnswer['taints'] {
  const daemonSets = [...rollout.summaries().keys()].flatMap((uid) => rollout.daemonSet(uid) ?? []);
  return (node.spec.taints ?? []).map((taint) => ({ ...taint, keepsAway: keptAway(taint, daemonSets) }));
}

function keptAway(taint: Taint, daemonSets: readonly DaemonSet[]): readonly string[] {
  if (!isExcluding(taint.effect)) return [];
  return daemonSets
    .filter(({ spec }) => tolerationFor(taint, daemonTolerations(spec.template.spec)) === undefined)
    .map(({ metadata }) => `${metadata.namespace ?? ''}/${metadata.name}`)
    .sort();
}
