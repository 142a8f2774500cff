import type { ControllerRevision } from '#lib/kubernetes/controller-revision.ts';
import type { DaemonSet } from '#lib/kubernetes/daemon-set.ts';
import type { Node } from '#lib/kubernetes/node.ts';
import type { Pod } from '#lib/kubernetes/pod.ts';
import type { NodeRollout } from './node-rollout.ts';
import type { PlacedPod } from './revision-pods.ts';
import type { StrayGroup } from './stray-pods.ts';
import type { DaemonSetDetail, Summary } from './summary.ts';
import type { Timeline, TimelinePage } from './timeline.ts';

/** What changed between two calls of `settle`. Names are keys; nothing is repeated. */
export interface RolloutChanges {
  /** Nodes added or changed in any field that Rollcall reads, by name. */
  readonly nodes: ReadonlySet<string>;
  readonly removedNodes: ReadonlySet<string>;
  /** Per DaemonSet uid: the Nodes whose NodeRollout changed. Also present, with an empty set, when only the Summary changed. */
  readonly daemonSets: ReadonlyMap<string, ReadonlySet<string>>;
  readonly removedDaemonSets: ReadonlySet<string>;
  /** Milliseconds since the epoch at which `settle` must run again although nothing arrived, or null. */
  readonly dueAt: number | null;
}

/**
 * The rollout model of one cluster, kept up to date object by object. Level-based: the order in which
 * objects arrive never matters, only what is there when `settle` is called. Cost of one change does not
 * grow with the number of Nodes, except for a changed DaemonSet template.
 */
export interface ClusterRollout {
  setNode(node: Node): void;
  deleteNode(name: string): void;
  setPod(pod: Pod): void;
  deletePod(uid: string): void;
  setDaemonSet(daemonSet: DaemonSet): void;
  deleteDaemonSet(uid: string): void;
  setControllerRevision(revision: ControllerRevision): void;
  deleteControllerRevision(uid: string): void;
  /** Recomputes what is dirty at `now` (milliseconds since the epoch) and says what changed since the last call. */
  settle(now: number): RolloutChanges;

  nodes(): ReadonlyMap<string, Node>;
  /** Summaries as of the last `settle`, by DaemonSet uid. The same reference while nothing changed. */
  summaries(): ReadonlyMap<string, Summary>;
  /** uid of `namespace/name`, or undefined. */
  uidOf(namespace: string, name: string): string | undefined;
  daemonSet(uid: string): DaemonSet | undefined;
  detail(uid: string): DaemonSetDetail | undefined;
  /** What Pods of the update revision carry, as of the last `settle`; '' while no revision is known to have the newest template. */
  updateHash(uid: string): string;
  nodeRollout(uid: string, node: string): NodeRollout | undefined;
  /** The DaemonSet's own Pods that run or wait to, beside their revisions as of the last `settle`. Looks at every Node. */
  pods(uid: string): Iterable<PlacedPod>;
  /** The Pods that no count and no Node tells of, `unwatched` ones beside those of the model. Looks at every Pod. */
  strays(uid: string, unwatched?: readonly Pod[]): readonly StrayGroup[];
  /** The newest update over time, with the counts of the last `settle`; null while there is none. Looks at every Node. */
  timeline(uid: string, page: TimelinePage): Timeline | null;
}
