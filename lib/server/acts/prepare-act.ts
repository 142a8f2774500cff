import 'server-only';
import type { ActName, ActRequest, NodeActRequest } from '#lib/feed/act.ts';
import { Refusal } from '#lib/server/http/refusal.ts';
import type { PreparedAct } from './act-step.ts';
import {
  prepareDeleteDaemonSet,
  preparePause,
  prepareRestart,
  prepareResume,
  prepareSetBudget,
  prepareUndo,
} from './prepare-daemon-set.ts';
import { prepareClearSelector, prepareCordon, prepareDeleteNode } from './prepare-nodes.ts';
import { prepareDeletePod, prepareDeleteStale, prepareEvictPod } from './prepare-pods.ts';
import type { Ground, Scene } from './scene.ts';

/** What the DaemonSet's controller does no more once it is being deleted. */
const CHANGES: ReadonlySet<ActName> = new Set(['restart', 'undo', 'pause', 'resume', 'setBudget']);

/** Looks up what the act would do; sends no write. Throws Refusal and KubernetesApiError. */
export async function prepareAct(scene: Scene, asked: ActRequest): Promise<PreparedAct> {
  if (CHANGES.has(asked.act) && scene.view.daemonSet.metadata.deletionTimestamp !== undefined)
    throw new Refusal('act.senseless', `The DaemonSet ${scene.place.name} is being deleted.`);
  return withFreshness(scene, await prepare(scene, asked));
}

/** As `prepareAct`, for an act on this Node or on a Pod there. */
export async function prepareNodeAct(ground: Ground, node: string, asked: NodeActRequest): Promise<PreparedAct> {
  if (asked.act === 'evictPod') return withFreshness(ground, await prepareEvictPod(ground, { ...asked.pod, node }));
  const target = { act: asked.act, node, nodeUid: asked.uid };
  const prepareOne = asked.act === 'deleteNode' ? prepareDeleteNode : prepareCordon;
  return withFreshness(ground, await prepareOne(ground, target));
}

function withFreshness({ freshness }: Ground, { plan, ...prepared }: PreparedAct): PreparedAct {
  return { ...prepared, plan: { ...plan, warnings: [...freshness, ...plan.warnings] } };
}

async function prepare(scene: Scene, asked: ActRequest): Promise<PreparedAct> {
  switch (asked.act) {
    case 'deleteStale':
      return prepareDeleteStale(scene, asked);
    case 'deletePod':
      return prepareDeletePod(scene, asked);
    case 'evictPod':
      return prepareEvictPod(scene, { namespace: scene.place.namespace, ...asked.pod });
    case 'restart':
      return prepareRestart(scene);
    case 'undo':
      return prepareUndo(scene, asked);
    case 'pause':
      return preparePause(scene);
    case 'resume':
      return prepareResume(scene);
    case 'setBudget':
      return prepareSetBudget(scene, asked);
    case 'cordon':
    case 'uncordon':
      return prepareCordon(scene, asked);
    case 'deleteNode':
      return prepareDeleteNode(scene, asked);
    case 'deleteDaemonSet':
      return prepareDeleteDaemonSet(scene, asked);
    case 'clearProjectNodeSelector':
      return prepareClearSelector(scene, asked);
  }
}
