import type { NodeRolloutState } from './node-rollout-state.ts';
import type { Placement } from './placement-reason.ts';

/** One daemon Pod as the page shows it. Times are RFC 3339. */
export interface DaemonPod {
  readonly name: string;
  readonly namespace: string;
  readonly uid: string;
  /** The revision number, or null when the revision that the Pod names no longer exists. */
  readonly revision: number | null;
  readonly revisionHash: string;
  readonly updated: boolean;
  /** kubectl's STATUS column, verbatim. */
  readonly status: string;
  /** kubectl's READY column, e.g. `1/2`. */
  readonly readyContainers: string;
  readonly ready: boolean;
  readonly available: boolean;
  readonly restarts: number;
  readonly createdAt: string;
  /** When the deletion's grace period ends, or null. */
  readonly terminatingUntil: string | null;
  /** What has to be done before it can go, while it is being deleted; absent when there is nothing. */
  readonly finalizers?: readonly string[];
  /** True while no Node is bound; the Pod is shown on the Node that it is pinned to. */
  readonly pending: boolean;
  /** The scheduler's or a container's own message about what is wrong, verbatim, or null. */
  readonly message: string | null;
}

/** What one Node does for one DaemonSet. */
export interface NodeRollout {
  readonly node: string;
  readonly placement: Placement;
  readonly state: NodeRolloutState;
  /** The one word that explains the state: a Pod STATUS verbatim (`ImagePullBackOff`), or '' when there is none to give. */
  readonly reason: string;
  /** In the controller's order: oldest first; it counts the first one. */
  readonly pods: readonly DaemonPod[];
  /** What this Node adds to the DaemonSet's counts. */
  readonly counts: NodeCounts;
  /** Milliseconds since the epoch at which time alone changes this value (minReadySeconds, grace period), or null. */
  readonly dueAt: number | null;
}

/** The contribution of one Node to the counts; each field is 0 or 1 except `stale`, which counts Pods. */
export interface NodeCounts {
  readonly desired: number;
  readonly current: number;
  readonly ready: number;
  readonly updated: number;
  readonly available: number;
  readonly misscheduled: number;
  readonly missing: number;
  /** Live daemon Pods that are not of the update revision, on eligible Nodes and others. */
  readonly stale: number;
}
