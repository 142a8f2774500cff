import 'server-only';
import type { ActRequest, NodeActRequest } from '#lib/feed/act.ts';
import type { Node } from '#lib/kubernetes/node.ts';
import { nodeNotFound } from '#lib/server/http/find-node.ts';
import type { ClusterHub } from '#lib/server/hub/cluster-hub.ts';
import { unlessGone } from './act-step.ts';
import type { Actor } from './actor.ts';
import { announceAct } from './audit-act.ts';
import { requireUid } from './object-steps.ts';
import type { ActStage } from './perform-act.ts';
import { prepareAct, prepareNodeAct } from './prepare-act.ts';
import { freshnessOf, type Scene } from './scene.ts';

/** An act on a DaemonSet, which leaves an Event there. */
export function daemonSetStage(scene: Scene, asked: ActRequest): ActStage {
  const { namespace, name } = scene.place;
  return {
    ground: scene,
    subject: { namespace, daemonSet: name },
    prepare: () => prepareAct(scene, asked),
    announce: (carriedOut) => announceAct(scene, carriedOut),
  };
}

/**
 * An act on a Node or on a Pod there, after looking at the Node with the caller's identity. Throws Refusal when the view is
 * stale, when the Node is gone, and when another one is there by now.
 */
export async function nodeStage(
  { hub, node }: { readonly hub: ClusterHub; readonly node: Node },
  actor: Actor,
  asked: NodeActRequest,
): Promise<ActStage> {
  const { name } = node.metadata;
  const ground = { hub, actor, freshness: freshnessOf(hub) };
  const now = await unlessGone(actor.operations.getNode(name));
  if (now === null) throw nodeNotFound(name);
  requireUid(now, asked.uid, 'Node', 'uid');
  return { ground, subject: { node: name, nodeUid: asked.uid }, prepare: () => prepareNodeAct(ground, name, asked) };
}
