import { type DaemonSet, REVISION_HASH_LABEL } from '#lib/kubernetes/daemon-set.ts';
import { matchesLabelSelector } from '#lib/kubernetes/label-selector.ts';
import { controllerOf } from '#lib/kubernetes/object-meta.ts';
import type { Pod } from '#lib/kubernetes/pod.ts';
import { isPodTerminal, isPodTerminating, podCondition } from '#lib/kubernetes/pod-conditions.ts';
import { podStatusColumns } from '#lib/kubernetes/pod-status.ts';
import { comparePods } from './pod-order.ts';
import { shellCommand } from './shell-command.ts';
import { targetNodeOf } from './target-node.ts';

/**
 * Pods that the counts and the grid do not tell of:
 * `unplaced`: they name no Node, so the controller ignores them; `vanished`: their Node does not exist; `duplicate`: beside an
 * older one on the same Node; `released`: controlled by the DaemonSet, whose selector no longer matches them; `orphan`: without a
 * controller, to be adopted; `isolated`: without a controller and with labels that the selector does not match, but made from one
 * of its revisions; `foreign`: matched by the selector and controlled by something else; `predecessor`: by an earlier
 * DaemonSet of this name; `unlabelled`: adopted by the DaemonSet, but without the label by which its Pods are watched.
 */
export const STRAY_KINDS = [
  'unplaced',
  'vanished',
  'duplicate',
  'unlabelled',
  'foreign',
  'predecessor',
  'released',
  'orphan',
  'isolated',
] as const;
export type StrayKind = (typeof STRAY_KINDS)[number];

/** One of them. */
export interface StrayPod {
  readonly kind: StrayKind;
  readonly name: string;
  readonly uid: string;
  /** The Node that it names, existing or not, or null. */
  readonly node: string | null;
  /** kubectl's STATUS column. */
  readonly status: string;
  readonly createdAt: string;
  /** `DaemonSet/other`, of what controls it instead, or null. */
  readonly owner: string | null;
  /** The cluster's own words about it, or null. */
  readonly message: string | null;
}

/** Strays of one kind. */
export interface StrayGroup {
  readonly kind: StrayKind;
  readonly count: number;
  /** The first 50 by name. */
  readonly pods: readonly StrayPod[];
  /** What puts it right, where that is for a person to do; null where the controller does it. */
  readonly command: string | null;
}

export interface StraySources {
  readonly daemonSet: DaemonSet;
  /** Every Pod of the DaemonSet's Namespace that is watched. */
  readonly pods: Iterable<Pod>;
  /** Pods that the selector matches and nobody watches, since they lack the label of a DaemonSet's Pods. */
  readonly unwatched?: readonly Pod[];
  readonly hasNode: (name: string) => boolean;
  /** The hashes of the DaemonSet's revisions, and that of the update revision. */
  readonly hashes: ReadonlySet<string>;
  readonly hash: string;
  readonly surge: boolean;
}

const PODS_SHOWN = 50;
const PODS_IN_COMMAND = 20;
/** Nothing else takes these away. */
const FOR_A_PERSON: ReadonlySet<StrayKind> = new Set(['unplaced', 'isolated']);

/**
 * The Pods that are nobody's count, by kind. Mirrors kubernetes/kubernetes pkg/controller/controller_ref_manager.go
 * ClaimObject and pkg/controller/daemon/util/daemonset_util.go GetTargetNodeName, v1.36. Looks at every Pod: for whom asks.
 */
export function strayPods(sources: StraySources): readonly StrayGroup[] {
  const own = new Map<string, Pod[]>();
  const strays: StrayPod[] = [];
  const unwatched = new Map(sources.unwatched?.map((pod) => [pod.metadata.uid, pod]));
  for (const pod of sources.pods) {
    unwatched.delete(pod.metadata.uid);
    const kind = strayKind(pod, sources);
    if (kind !== null) strays.push(strayPod(kind, pod));
    else if (isOwn(pod, sources)) pushTo(own, targetNodeOf(pod) ?? '', pod);
  }
  for (const pod of unwatched.values()) {
    const kind = strayKind(pod, sources) ?? (isOwn(pod, sources) ? 'unlabelled' : null);
    if (kind !== null) strays.push(strayPod(kind, pod));
  }
  for (const pods of own.values()) for (const pod of duplicates(pods, sources)) strays.push(strayPod('duplicate', pod));
  return STRAY_KINDS.flatMap((kind) => {
    const found = strays.filter((stray) => stray.kind === kind).sort((a, b) => (a.name < b.name ? -1 : 1));
    return found.length === 0 ? [] : [groupOf(kind, found, sources.daemonSet)];
  });
}

function strayKind(pod: Pod, sources: StraySources): StrayKind | null {
  const { daemonSet, hasNode, hashes } = sources;
  const { labels = {} } = pod.metadata;
  if (pod.metadata.namespace !== daemonSet.metadata.namespace || (isPodTerminal(pod) && isPodTerminating(pod))) return null;
  const controller = controllerOf(pod);
  const matches = matchesLabelSelector(labels, daemonSet.spec.selector);
  if (controller === undefined) return matches ? 'orphan' : hashes.has(labels[REVISION_HASH_LABEL] ?? '') ? 'isolated' : null;
  if (controller.uid !== daemonSet.metadata.uid) {
    if (!matches) return null;
    return controller.kind === 'DaemonSet' && controller.name === daemonSet.metadata.name ? 'predecessor' : 'foreign';
  }
  if (!matches) return 'released';
  const node = targetNodeOf(pod);
  return node === null ? 'unplaced' : hasNode(node) ? null : 'vanished';
}

function isOwn(pod: Pod, { daemonSet }: StraySources): boolean {
  const { namespace, labels = {} } = pod.metadata;
  return (
    namespace === daemonSet.metadata.namespace &&
    controllerOf(pod)?.uid === daemonSet.metadata.uid &&
    matchesLabelSelector(labels, daemonSet.spec.selector) &&
    !isPodTerminating(pod) &&
    !isPodTerminal(pod)
  );
}

/** All but the first in the controller's order; with surge, of those with the new hash and of the others apart. */
function duplicates(pods: readonly Pod[], { surge, hash }: StraySources): readonly Pod[] {
  if (pods.length < 2) return [];
  const sorted = pods.toSorted(comparePods);
  if (!surge) return sorted.slice(1);
  const isNew = ({ metadata }: Pod) => metadata.labels?.[REVISION_HASH_LABEL] === hash;
  return [...sorted.filter(isNew).slice(1), ...sorted.filter((pod) => !isNew(pod)).slice(1)];
}

function strayPod(kind: StrayKind, pod: Pod): StrayPod {
  const { name, uid, creationTimestamp } = pod.metadata;
  const owner = controllerOf(pod);
  return {
    kind,
    name,
    uid,
    node: targetNodeOf(pod),
    status: podStatusColumns(pod).status,
    createdAt: creationTimestamp,
    owner: owner === undefined ? null : `${owner.kind}/${owner.name}`,
    message: podCondition(pod, 'PodScheduled')?.message ?? pod.status.message ?? null,
  };
}

function groupOf(kind: StrayKind, found: readonly StrayPod[], { metadata }: DaemonSet): StrayGroup {
  const names = found.slice(0, PODS_IN_COMMAND).map(({ name }) => name);
  const command = FOR_A_PERSON.has(kind)
    ? shellCommand(['kubectl', 'delete', 'pod', `--namespace=${metadata.namespace ?? ''}`], names)
    : null;
  return { kind, count: found.length, pods: found.slice(0, PODS_SHOWN), command };
}

function pushTo(map: Map<string, Pod[]>, key: string, pod: Pod): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [pod]);
  else known.push(pod);
}
