import type { Pod } from '#lib/kubernetes/pod.ts';
import type { Random } from '../../random.ts';
import { surgeCount, unavailableCount } from './budget.ts';
import { surgeUpdate } from './surge-update.ts';
import { type Changes, isAvailable, newAndOldPod, type SyncState } from './sync-state.ts';

/**
 * The next step of a RollingUpdate within its budget. Which of the candidates go first is random, as it is upstream.
 * Mirrors kubernetes/kubernetes pkg/controller/daemon/update.go rollingUpdate, v1.36.
 */
export function rollingUpdate(state: SyncState, random: Random): Changes {
  const entries = new Map(state.podsByNode);
  let desired = 0;
  for (const node of state.nodes.values()) {
    if (!state.verdict(node).shouldRun) continue;
    desired++;
    if (!entries.has(node.metadata.name)) entries.set(node.metadata.name, []);
  }
  const maxSurge = surgeCount(state.daemonSet, desired);
  if (maxSurge > 0) return surgeUpdate(state, entries, { maxSurge, desired, random });
  return replaceInPlace(state, entries, { maxUnavailable: unavailableCount(state.daemonSet, desired), random });
}

function replaceInPlace(
  state: SyncState,
  entries: ReadonlyMap<string, readonly Pod[]>,
  { maxUnavailable, random }: { maxUnavailable: number; random: Random },
): Changes {
  let unavailable = 0;
  const broken: string[] = [];
  const candidates: string[] = [];
  for (const pods of entries.values()) {
    const { updated, outdated } = newAndOldPod(state, pods) ?? {};
    if (updated && !outdated) {
      if (!isAvailable(state, updated)) unavailable++;
    } else if (outdated && !updated) {
      if (isAvailable(state, outdated)) candidates.push(outdated.metadata.name);
      else {
        broken.push(outdated.metadata.name);
        unavailable++;
      }
    } else unavailable++;
  }
  const allowed = Math.max(0, maxUnavailable - unavailable);
  return { deletions: [...broken, ...pick(candidates, allowed, random)], creations: [] };
}

/** Some of the items, at random. */
export function pick<T>(items: readonly T[], count: number, random: Random): T[] {
  return count <= 0 ? [] : random.shuffle(items).slice(0, count);
}
