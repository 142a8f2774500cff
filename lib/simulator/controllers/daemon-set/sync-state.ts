import type { ControllerRevision } from '#lib/kubernetes/controller-revision.ts';
import type { DaemonSet } from '#lib/kubernetes/daemon-set.ts';
import type { Node } from '#lib/kubernetes/node.ts';
import type { Pod } from '#lib/kubernetes/pod.ts';
import { isPodAvailable } from './availability.ts';
import { isPodUpdated } from './pod-template.ts';

export interface Verdict {
  readonly shouldRun: boolean;
  readonly shouldContinueRunning: boolean;
}

/** Everything that one sync of one DaemonSet decides from. */
export interface SyncState {
  readonly key: string;
  readonly daemonSet: DaemonSet;
  /** The current revision's hash label. */
  readonly hash: string;
  readonly oldRevisions: readonly ControllerRevision[];
  readonly nodes: ReadonlyMap<string, Node>;
  readonly verdict: (node: Node) => Verdict;
  /** Every claimed Pod. */
  readonly pods: readonly Pod[];
  /** Those that are placed, by target Node. */
  readonly podsByNode: ReadonlyMap<string, readonly Pod[]>;
  readonly now: number;
}

/** Pods to delete and Nodes to create a Pod on. */
export interface Changes {
  readonly deletions: readonly string[];
  readonly creations: readonly string[];
}

/** Availability by this DaemonSet's minReadySeconds. */
export function isAvailable(state: SyncState, pod: Pod): boolean {
  return isPodAvailable(pod, state.daemonSet.spec.minReadySeconds ?? 0, state.now);
}

export interface NewAndOld {
  readonly updated: Pod | undefined;
  readonly outdated: Pod | undefined;
}

/**
 * The updated and the outdated Pod of a Node among those that are not being deleted, or undefined when there are
 * several of a kind. Mirrors kubernetes/kubernetes pkg/controller/daemon/update.go findUpdatedPodsOnNode, v1.36.
 */
export function newAndOldPod(state: SyncState, pods: readonly Pod[]): NewAndOld | undefined {
  let updated: Pod | undefined;
  let outdated: Pod | undefined;
  for (const pod of pods) {
    if (pod.metadata.deletionTimestamp) continue;
    if (isPodUpdated(pod, state.daemonSet, state.hash)) {
      if (updated) return undefined;
      updated = pod;
    } else {
      if (outdated) return undefined;
      outdated = pod;
    }
  }
  return { updated, outdated };
}
