import 'server-only';
import type { NodeAct } from '#lib/feed/act.ts';
import type { Node } from '#lib/kubernetes/node.ts';
import { controllerOf } from '#lib/kubernetes/object-meta.ts';
import { clearSelectorCommand, nodesCommand } from '#lib/rollout/act-command.ts';
import { type NodeUse, planCordon, planDeleteNode } from '#lib/rollout/act-nodes.ts';
import { planClearSelector } from '#lib/rollout/act-removal.ts';
import { type NodesUse, planCordonNodes, planDeleteNodes } from '#lib/rollout/act-several-nodes.ts';
import { Refusal } from '#lib/server/http/refusal.ts';
import type { ClusterHub } from '#lib/server/hub/cluster-hub.ts';
import type { PreparedAct } from './act-step.ts';
import { clearAnnotationStep, cordonStep, deleteNodeStep, requireUid } from './object-steps.ts';
import type { Ground, Scene } from './scene.ts';

/** A Node as an act names it. */
interface NamedNode {
  readonly node: string;
  readonly nodeUid: string;
}

/** As `kubectl cordon` and `kubectl uncordon`, for one Node or several. */
export async function prepareCordon(scene: Ground, asked: NodeAct): Promise<PreparedAct> {
  const cordon = asked.act === 'cordon';
  const plan =
    asked.nodes === undefined
      ? planCordon(await nodeUse(scene, asked), { cordon })
      : planCordonNodes(nodesUse(scene, asked.nodes), { cordon });
  return {
    plan,
    kubectl: nodesCommand(cordon ? 'cordon' : 'uncordon', plan.objects),
    steps: plan.objects.map((object) => cordonStep(scene.actor, object, cordon)),
  };
}

/** The Node objects; of a single one with a count of the Pods there that are of no DaemonSet. */
export async function prepareDeleteNode(scene: Ground, asked: NodeAct): Promise<PreparedAct> {
  if (asked.nodes !== undefined) {
    const use = nodesUse(scene, asked.nodes);
    const plan = planDeleteNodes(use, { cluster: scene.hub.slug });
    const versions = new Map(use.nodes.map(({ metadata }) => [metadata.uid, metadata.resourceVersion]));
    return {
      plan,
      kubectl: nodesCommand('delete', plan.objects),
      steps: plan.objects.map((object) => deleteNodeStep(scene.actor, object, versions.get(object.uid) ?? '')),
    };
  }
  const [use, pods] = await Promise.all([nodeUse(scene, asked), scene.actor.operations.listPodsOnNode(asked.node)]);
  const otherPods = pods.filter((pod) => controllerOf(pod)?.kind !== 'DaemonSet').length;
  const plan = planDeleteNode(use, { otherPods });
  const { resourceVersion } = use.node.metadata;
  return {
    plan,
    kubectl: nodesCommand('delete', plan.objects),
    steps: plan.objects.map((object) => deleteNodeStep(scene.actor, object, resourceVersion)),
  };
}

/** As the model knows them: each is read again right before it is changed. Throws Refusal for a name that no Node has. */
function nodesUse({ hub }: Ground, names: readonly string[]): NodesUse {
  const known = hub.rollout.nodes();
  const nodes = names.map((name) => {
    const node = known.get(name);
    if (node === undefined) throw new Refusal('node.notFound', `There is no Node ${name}.`, { field: 'nodes' });
    return node;
  });
  return { nodes, daemonSets: daemonSetsOf(hub) };
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

async function nodeUse({ actor, hub }: Ground, asked: NamedNode): Promise<NodeUse & { node: Node }> {
  const node = await actor.operations.getNode(asked.node);
  requireUid(node, asked.nodeUid, 'Node', 'nodeUid');
  return { node, daemonSets: daemonSetsOf(hub) };
}

function daemonSetsOf({ rollout }: ClusterHub) {
  return [...rollout.summaries().keys()].flatMap((uid) => rollout.daemonSet(uid) ?? []);
}
