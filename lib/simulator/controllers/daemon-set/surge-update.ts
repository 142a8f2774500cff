import type { Pod } from '#lib/kubernetes/pod.ts';
import { ApiError } from '../../cluster-api.ts';
import type { Random } from '../../random.ts';
import { type Changes, isAvailable, newAndOldPod, type SyncState } from './sync-state.ts';

interface SurgeTally {
  surging: number;
  available: number;
  readonly deletions: string[];
  /** Outdated Pods on Nodes where the DaemonSet should no longer run. */
  readonly sunset: string[];
  readonly immediate: string[];
  readonly candidates: string[];
}

/**
 * The next step of a RollingUpdate with maxSurge: first the new Pod, then the old one goes.
 * Throws when an outdated Pod stands on a Node that is gone, as upstream, until that Pod is collected.
 * Mirrors kubernetes/kubernetes pkg/controller/daemon/update.go rollingUpdate (surging half), v1.36.
 */
export function surgeUpdate(
  state: SyncState,
  entries: ReadonlyMap<string, readonly Pod[]>,
  { maxSurge, desired, random }: { maxSurge: number; desired: number; random: Random },
): Changes {
  const tally: SurgeTally = { surging: 0, available: 0, deletions: [], sunset: [], immediate: [], candidates: [] };
  for (const [node, pods] of entries) judgeNode(state, node, pods, tally);
  const spare = Math.max(0, tally.available - desired);
  const free = Math.max(0, maxSurge - tally.surging);
  return {
    deletions: [...tally.deletions, ...random.shuffle(tally.sunset).slice(0, spare)],
    creations: [...tally.immediate, ...random.shuffle(tally.candidates).slice(0, free)],
  };
}

function judgeNode(state: SyncState, node: string, pods: readonly Pod[], tally: SurgeTally): void {
  const found = newAndOldPod(state, pods);
  if (!found) {
    tally.surging++;
    return;
  }
  const { updated, outdated } = found;
  const counted = outdated ?? updated;
  if (counted && isAvailable(state, counted)) tally.available++;
  if (!outdated) return;
  if (!updated) judgeOutdated(state, node, outdated, tally);
  else if (isAvailable(state, updated)) tally.deletions.push(outdated.metadata.name);
  else tally.surging++;
}

function judgeOutdated(state: SyncState, nodeName: string, outdated: Pod, tally: SurgeTally): void {
  const node = state.nodes.get(nodeName);
  if (!node) throw new ApiError(404, 'NotFound', `couldn't get node for nodeName "${nodeName}": node "${nodeName}" not found`);
  const { shouldRun } = state.verdict(node);
  const name = outdated.metadata.name;
  if (isAvailable(state, outdated)) (shouldRun ? tally.candidates : tally.sunset).push(shouldRun ? nodeName : name);
  else if (shouldRun) tally.immediate.push(nodeName);
  else tally.deletions.push(name);
}
