import type { AssessedPod } from './daemon-pod.ts';
import type { PlainNodes } from './plain-node.ts';
import { isAvailableAt, type PredictedAct, type PredictionCause, type PredictionNode } from './prediction-step.ts';

/** Acts of one kind and cause, of which the controller carries out `choose`; it picks them at random. */
export interface PredictedChoice {
  readonly kind: PredictedAct['kind'];
  readonly cause: PredictionCause;
  readonly acts: readonly PredictedAct[];
  /** Nodes that may be picked too, or null. */
  readonly queued: PlainNodes['queued'] | null;
  readonly choose: number;
}

export interface UpdateContext {
  /** maxUnavailable or maxSurge as a number of Nodes. */
  readonly limit: number;
  readonly desired: number;
  readonly plain: PlainNodes;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

interface Entry {
  readonly node: PredictionNode;
  readonly newPod: AssessedPod | undefined;
  readonly oldPod: AssessedPod | undefined;
  /** More than one new or more than one old Pod: left to the pruning. */
  readonly crowded: boolean;
}

/**
 * What a rolling update without surge deletes. How many is exact, which ones is not: the controller walks a Go map.
 * Mirrors kubernetes/kubernetes pkg/controller/daemon/update.go rollingUpdate, v1.36.
 */
export function predictUpdate(nodes: Iterable<PredictionNode>, { limit, plain, at }: UpdateContext): readonly PredictedChoice[] {
  const unlimited: PredictedAct[] = [];
  const candidates: PredictedAct[] = [];
  let unavailable = 0;
  for (const { node, newPod, oldPod, crowded } of entriesOf(nodes)) {
    if (crowded || (newPod === undefined) === (oldPod === undefined)) {
      unavailable += 1;
    } else if (newPod !== undefined) {
      unavailable += isAvailableAt(newPod, at) ? 0 : 1;
    } else if (oldPod !== undefined && isAvailableAt(oldPod, at)) {
      candidates.push(deletion(node, 'withinBudget', oldPod));
    } else if (oldPod !== undefined) {
      unavailable += 1;
      unlimited.push(deletion(node, 'outsideBudget', oldPod));
    }
  }
  return [
    all('delete', 'outsideBudget', unlimited),
    some('delete', 'withinBudget', candidates, { queued: plain.queued, most: limit - unavailable }),
  ];
}

/**
 * What a rolling update with surge creates and deletes, or null when an old Pod on a Node that does not exist makes
 * the whole update fail until that Pod is gone.
 * Mirrors kubernetes/kubernetes pkg/controller/daemon/update.go rollingUpdate, v1.36.
 */
export function predictSurge(
  nodes: Iterable<PredictionNode>,
  { limit, desired, plain, at }: UpdateContext,
): readonly PredictedChoice[] | null {
  const over: PredictedAct[] = [];
  const hopeless: PredictedAct[] = [];
  const sunset: PredictedAct[] = [];
  const unlimited: PredictedAct[] = [];
  const candidates: PredictedAct[] = [];
  let surging = 0;
  let available = plain.done + plain.queued.size;
  for (const { node, newPod, oldPod, crowded } of entriesOf(nodes)) {
    if (crowded) {
      surging += 1;
      continue;
    }
    const counted = oldPod ?? newPod;
    available += counted !== undefined && isAvailableAt(counted, at) ? 1 : 0;
    if (oldPod === undefined) {
      continue;
    }
    if (newPod !== undefined) {
      if (isAvailableAt(newPod, at)) {
        over.push(deletion(node, 'surgeOver', oldPod));
      } else {
        surging += 1;
      }
    } else if (!node.exists) {
      return null;
    } else if (!node.placement.shouldRun) {
      const isSpare = isAvailableAt(oldPod, at);
      (isSpare ? sunset : hopeless).push(deletion(node, isSpare ? 'sunset' : 'outsideBudget', oldPod));
    } else if (isAvailableAt(oldPod, at)) {
      candidates.push({ kind: 'create', cause: 'withinSurge', node });
    } else {
      unlimited.push({ kind: 'create', cause: 'outsideSurge', node });
    }
  }
  return [
    all('delete', 'surgeOver', over),
    all('delete', 'outsideBudget', hopeless),
    all('create', 'outsideSurge', unlimited),
    some('delete', 'sunset', sunset, { queued: null, most: available - desired }),
    some('create', 'withinSurge', candidates, { queued: plain.queued, most: limit - surging }),
  ];
}

function* entriesOf(nodes: Iterable<PredictionNode>): Generator<Entry> {
  for (const node of nodes) {
    if (node.pods.length > 0 || node.placement.shouldRun) {
      const staying = node.pods.filter((pod) => !pod.terminating);
      const updated = staying.filter((pod) => pod.view.updated);
      const outdated = staying.filter((pod) => !pod.view.updated);
      const crowded = updated.length > 1 || outdated.length > 1;
      yield { node, newPod: updated[0], oldPod: outdated[0], crowded };
    }
  }
}

function deletion(node: PredictionNode, cause: PredictionCause, pod: AssessedPod): PredictedAct {
  return { kind: 'delete', cause, node, pod };
}

/** A choice of all these acts. */
export function all(kind: PredictedAct['kind'], cause: PredictionCause, acts: readonly PredictedAct[]): PredictedChoice {
  return { kind, cause, acts, queued: null, choose: acts.length };
}

function some(
  kind: PredictedAct['kind'],
  cause: PredictionCause,
  acts: readonly PredictedAct[],
  { queued, most }: { queued: PredictedChoice['queued']; most: number },
): PredictedChoice {
  return { kind, cause, acts, queued, choose: Math.min(Math.max(0, most), acts.length + (queued?.size ?? 0)) };
}
