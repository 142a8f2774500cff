import 'server-only';
import type { Node } from '#lib/kubernetes/node.ts';
import type { NodeRollout } from '#lib/rollout/node-rollout.ts';
import type { ClusterHub } from '#lib/server/hub/cluster-hub.ts';
import { type DaemonSetParams, type FoundDaemonSet, findDaemonSet } from './find-daemon-set.ts';
import { findReadyHub } from './find-hub.ts';
import { readName } from './read-names.ts';
import { Refusal } from './refusal.ts';

export interface NodeParams extends DaemonSetParams {
  readonly node: string;
}

/** Finds the Node that the path names; throws Refusal. */
export async function findNode(params: { cluster: string; node: string }): Promise<{ hub: ClusterHub; node: Node }> {
  const name = readName(params.node, 'node');
  const { hub } = await findReadyHub(params.cluster);
  return { hub, node: nodeOf(hub, name) };
}

/** Finds the DaemonSet and the Node that the path names; throws Refusal. */
export async function findNodeOfDaemonSet(params: NodeParams): Promise<FoundDaemonSet & { node: Node; rollout: NodeRollout }> {
  const name = readName(params.node, 'node');
  const found = await findDaemonSet(params);
  const node = nodeOf(found.hub, name);
  const rollout = found.hub.rollout.nodeRollout(found.uid, name);
  if (rollout === undefined) throw nodeNotFound(name);
  return { ...found, node, rollout };
}

function nodeOf(hub: ClusterHub, name: string): Node {
  const node = hub.rollout.nodes().get(name);
  if (node === undefined) throw nodeNotFound(name);
  return node;
}

export function nodeNotFound(name: string): Refusal {
  return new Refusal('node.notFound', `There is no Node ${name}.`, { field: 'node' });
}
