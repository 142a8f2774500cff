import { REVISION_HASH_LABEL } from '#lib/kubernetes/daemon-set.ts';
import type { Pod } from '#lib/kubernetes/pod.ts';
import { isPodReady } from './availability.ts';
import { allowsSurge } from './budget.ts';
import { inPodOrder } from './daemon-pods.ts';
import type { FailedPodBackoff } from './failed-pod-backoff.ts';
import { type Changes, isAvailable, type SyncState, type Verdict } from './sync-state.ts';

/** What `manage` tells its surroundings besides the changes. */
export interface ManageEffects {
  readonly backoff: FailedPodBackoff;
  failed(pod: Pod, node: string): void;
  succeeded(pod: Pod, node: string): void;
  /** A failed Pod is left alone for now: look again after this time. */
  retryAfter(delayMs: number): void;
}

/**
 * The Pods to create and delete so that every Node has what it should, apart from an update.
 * Mirrors kubernetes/kubernetes pkg/controller/daemon/daemon_controller.go manage, v1.36.
 */
export function manage(state: SyncState, effects: ManageEffects): Changes {
  const deletions: string[] = [];
  const creations: string[] = [];
  for (const node of state.nodes.values()) {
    const name = node.metadata.name;
    const pods = state.podsByNode.get(name) ?? [];
    const verdict = state.verdict(node);
    if (verdict.shouldRun && pods.length === 0) creations.push(name);
    else if (verdict.shouldContinueRunning) {
      const live = withoutFinished(state, effects, name, pods, deletions);
      if (allowsSurge(state.daemonSet)) pruneSurge(state, verdict, name, live, { deletions, creations });
      else deletions.push(...namesOf(inPodOrder(live).slice(1)));
    } else deletions.push(...namesOf(pods.filter((pod) => !pod.metadata.deletionTimestamp)));
  }
  return { deletions: [...deletions, ...unboundWithoutNode(state)], creations };
}

function withoutFinished(
  state: SyncState,
  effects: ManageEffects,
  node: string,
  pods: readonly Pod[],
  deletions: string[],
): readonly Pod[] {
  if (pods.every((pod) => !pod.metadata.deletionTimestamp && isLive(pod))) return pods;
  return pods.filter((pod) => {
    if (pod.metadata.deletionTimestamp) return false;
    if (pod.status.phase === 'Failed') {
      if (mayDeleteFailed(state, effects, node, pod)) deletions.push(pod.metadata.name);
    } else if (pod.status.phase === 'Succeeded') {
      effects.succeeded(pod, node);
      deletions.push(pod.metadata.name);
    }
    return isLive(pod);
  });
}

function isLive(pod: Pod): boolean {
  return pod.status.phase !== 'Failed' && pod.status.phase !== 'Succeeded';
}

function mayDeleteFailed(state: SyncState, { backoff, ...effects }: ManageEffects, node: string, pod: Pod): boolean {
  const key = `${state.daemonSet.metadata.uid}/${state.daemonSet.status?.observedGeneration ?? 0}/${node}`;
  const delayMs = backoff.delay(key, state.now);
  if (delayMs > 0) {
    effects.retryAfter(delayMs);
    return false;
  }
  backoff.next(key, state.now);
  effects.failed(pod, node);
  return true;
}

function pruneSurge(
  state: SyncState,
  verdict: Verdict,
  node: string,
  live: readonly Pod[],
  { deletions, creations }: { deletions: string[]; creations: string[] },
): void {
  if (live.length <= 1) {
    if (live.length === 0 && verdict.shouldRun) creations.push(node);
    return;
  }
  const ordered = inPodOrder(live);
  const isNew = (pod: Pod) => pod.metadata.labels?.[REVISION_HASH_LABEL] === state.hash;
  const newest = ordered.find(isNew);
  const oldest = ordered.find((pod) => !isNew(pod));
  deletions.push(...namesOf(ordered.filter((pod) => pod !== newest && pod !== oldest)));
  if (newest && oldest && (!isPodReady(oldest) || isAvailable(state, newest))) deletions.push(oldest.metadata.name);
}

/** No scheduler will bind them and Pod garbage collection does not see them. */
function unboundWithoutNode(state: SyncState): string[] {
  const names: string[] = [];
  for (const [node, pods] of state.podsByNode) {
    if (!state.nodes.has(node)) names.push(...namesOf(pods.filter((pod) => !pod.spec.nodeName)));
  }
  return names;
}

function namesOf(pods: readonly Pod[]): string[] {
  return pods.map((pod) => pod.metadata.name);
}
