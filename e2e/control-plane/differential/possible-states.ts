import type { DaemonSet } from '#lib/kubernetes/daemon-set.ts';
import type { Node } from '#lib/kubernetes/node.ts';
import { createClusterRollout } from '#lib/rollout/create-cluster-rollout.ts';
import { placementOf } from '#lib/rollout/placement.ts';
import type { Prediction } from '#lib/rollout/prediction.ts';
import { contains, type UnpredictedAct } from './prediction-ledger.ts';
import { type Change, type Heard, put, type While } from './state-history.ts';

/**
 * Whether the act is predicted in a state that the controller's caches may have been in. It follows Nodes, DaemonSets
 * and Pods by a watch of its own each, none of which waits for another; so does the model, and only by chance are both
 * at the same place. Every combination of places is tried: each must by itself predict exactly this act.
 */
export function isPossible(act: UnpredictedAct, { nodes, pods, daemonSets, revisions }: While): boolean {
  for (const daemonSet of statesOf(daemonSets, () => true)) {
    const [object] = daemonSet.values();
    if (object === undefined) continue;
    for (const nodesThen of statesOf(nodes, (heard, known) => changesPlacement(heard, known, object))) {
      for (const podsThen of statesOf(pods, () => true)) {
        const model = createClusterRollout();
        for (const node of nodesThen.values()) model.setNode(node);
        for (const revision of revisions) model.setControllerRevision(revision);
        for (const pod of podsThen.values()) model.setPod(pod);
        model.setDaemonSet(object);
        model.settle(act.at);
        const prediction = model.detail(object.metadata.uid)?.prediction;
        if (prediction !== undefined && predicts(prediction, act)) return true;
      }
    }
  }
  return false;
}

function predicts({ steps }: Prediction, act: UnpredictedAct): boolean {
  return steps.some((step) => step.choose > 0 && contains(step, act, act.at));
}

/** The states after each thing heard that matters, the latest first. */
function statesOf<T>(
  { before, heard }: Change<T>,
  matters: (heard: Heard<T>, known: ReadonlyMap<string, T>) => boolean,
): readonly ReadonlyMap<string, T>[] {
  const states = [new Map(before)];
  const now = new Map(before);
  for (const one of heard) {
    const isNew = matters(one, now);
    put(now, one);
    if (isNew) states.push(new Map(now));
  }
  return [...states, now].reverse();
}

function changesPlacement({ key, value }: Heard<Node>, known: ReadonlyMap<string, Node>, daemonSet: DaemonSet): boolean {
  const verdict = (node: Node | null | undefined) => {
    const placement = node && placementOf(node, daemonSet);
    return placement ? `${placement.shouldRun} ${placement.shouldContinueRunning}` : 'gone';
  };
  return verdict(known.get(key)) !== verdict(value);
}
