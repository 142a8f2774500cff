import 'server-only';
import type { Node } from '#lib/kubernetes/node.ts';
import { controllerOf } from '#lib/kubernetes/object-meta.ts';
import { clearSelectorCommand, nodeCommand } from '#lib/rollout/act-command.ts';
import { type NodeUse, planCordon, planDeleteNode } from '#lib/rollout/act-nodes.ts';
import { planClearSelector } from '#lib/rollout/act-removal.ts';
import type { ClusterHub } from '#lib/server/hub/cluster-hub.ts';
import type { PreparedAct } from './act-step.ts';
import { clearAnnotationStep, cordonStep, deleteNodeStep, requireUid } from './object-steps.ts';
import type { Scene } from './scene.ts';

/** A Node as an act names it. */
interface NamedNode {
  readonly node: string;
  readonly nodeUid: string;
}

/** As `kubectl cordon` and `kubectl uncordon`. */
export async function prepareCordon(scene: Scene, asked: NamedNode, cordon: boolean): Promise<PreparedAct> {
  const use = await nodeUse(scene, asked);
  const plan = planCordon(use, { cordon });
  return {
    plan,
    kubectl: nodeCommand(cordon ? 'cordon' : 'uncordon', asked.node),
    steps: plan.objects.map((object) => cordonStep(scene.actor, object, cordon)),
  };
}

/** The Node object, with a count of the Pods there that are of no DaemonSet. */
export async function prepareDeleteNode(scene: Scene, asked: NamedNode): Promise<PreparedAct> {
  const [use, pods] = await Promise.all([nodeUse(scene, asked), scene.actor.operations.listPodsOnNode(asked.node)]);
  const otherPods = pods.filter((pod) => controllerOf(pod)?.kind !== 'DaemonSet').length;
  const plan = planDeleteNode(use, { otherPods });
  const { resourceVersion } = use.node.metadata;
  return {
    plan,
    kubectl: nodeCommand('delete', asked.node),
    steps: plan.objects.map((object) => deleteNodeStep(scene.actor, object, resourceVersion)),
  };
}

/** Empties the annotation by which admission adds a node selector to each Pod of the Namespace. */
export async function prepareClearSelector(scene: Scene, asked: { readonly annotation: string }): Promise<PreparedAct> {
  const { actor, place, view, hub } = scene;
  const { annotation } = asked;
  const namespace = await actor.operations.getNamespace(place.namespace);
  return {
    plan: planClearSelector(view, { namespace, annotation, nodes: hub.rollout.nodes() }),
    kubectl: clearSelectorCommand(place.namespace, annotation),
    steps: [clearAnnotationStep(actor, namespace, annotation)],
  };
}

async function nodeUse({ actor, hub }: Scene, asked: NamedNode): Promise<NodeUse & { node: Node }> {
  const node = await actor.operations.getNode(asked.node);
  requireUid(node, asked.nodeUid, 'Node', 'nodeUid');
  return { node, daemonSets: daemonSetsOf(hub) };
}

function daemonSetsOf({ rollout }: ClusterHub) {
  return [...rollout.summaries().keys()].flatMap((uid) => rollout.daemonSet(uid) ?? []);
}
