import type { ControllerRevision } from '#lib/kubernetes/controller-revision.ts';
import { type DaemonSet, REVISION_HASH_LABEL } from '#lib/kubernetes/daemon-set.ts';
import { matchesLabelSelector } from '#lib/kubernetes/label-selector.ts';
import type { Container, Pod } from '#lib/kubernetes/pod.ts';
import { isPodTerminal, isPodTerminating } from '#lib/kubernetes/pod-conditions.ts';
import { isPodUpdated, type RevisionContext, revisionHash } from './revisions.ts';

/** A DaemonSet's own Pod with what its revision says of it. */
export interface PlacedPod {
  readonly pod: Pod;
  readonly node: string;
  /** '' when the Pod carries none. */
  readonly hash: string;
  readonly updated: boolean;
  /** The revision whose hash the Pod carries, or null. */
  readonly revision: ControllerRevision | null;
  /** True when that is the update revision. */
  readonly current: boolean;
}

interface PodSources {
  readonly daemonSet: DaemonSet;
  readonly revisions: RevisionContext;
  podNodes(): Iterable<string>;
  podsOn(node: string): readonly Pod[];
}

/** Every Pod of the DaemonSet's own that is neither terminating nor ended, beside its revision. */
export function* placedPods({ daemonSet, revisions, podNodes, podsOn }: PodSources): Iterable<PlacedPod> {
  const byHash = new Map(revisions.revisions.toReversed().map((revision) => [revisionHash(revision), revision]));
  for (const node of podNodes()) {
    for (const pod of podsOn(node)) {
      const labels = pod.metadata.labels ?? {};
      if (isPodTerminating(pod) || isPodTerminal(pod) || !matchesLabelSelector(labels, daemonSet.spec.selector)) continue;
      const hash = labels[REVISION_HASH_LABEL] ?? '';
      const revision = byHash.get(hash) ?? null;
      const current = revision !== null && revision === revisions.current;
      yield { pod, node, hash, updated: isPodUpdated(pod, revisions), revision, current };
    }
  }
}

/**
 * Why Pods are not what their revision says:
 * `noHash`: they carry no hash; `lostRevision`: no revision has the hash that they carry; `generationOnly`: they count as
 * updated by their template generation although they were made from another revision, so nothing ever replaces them;
 * `otherImage`: a container's image is not the one in the template of the revision that they carry.
 */
export const ODD_POD_KINDS = ['generationOnly', 'otherImage', 'lostRevision', 'noHash'] as const;
export type OddPodKind = (typeof ODD_POD_KINDS)[number];

/** Pods that are odd in the same way. */
export interface OddPods {
  /** Stable while the oddity lasts. */
  readonly id: string;
  readonly kind: OddPodKind;
  readonly hash: string;
  /** For `otherImage`, else ''. */
  readonly container: string;
  /** What the revision's template says, for `otherImage`, else ''. */
  readonly wanted: string;
  /** What the Pods run instead, for `otherImage`, else ''. */
  readonly found: string;
  readonly pods: number;
  /** Sorted by name. */
  readonly nodes: readonly string[];
}

/**
 * The Pods that were adopted, edited or left behind, so that the hash they carry does not tell what they run. Adopted Pods
 * come from a DaemonSet that was deleted with `--cascade=orphan`.
 */
export function oddPods(pods: Iterable<PlacedPod>): readonly OddPods[] {
  const groups = new Map<string, { facts: Omit<OddPods, 'pods' | 'nodes'>; pods: number; nodes: Set<string> }>();
  for (const placed of pods) {
    for (const facts of oddities(placed)) {
      const group = groups.get(facts.id) ?? { facts, pods: 0, nodes: new Set<string>() };
      group.pods += 1;
      group.nodes.add(placed.node);
      groups.set(facts.id, group);
    }
  }
  return [...groups.values()]
    .map(({ facts, pods: count, nodes }) => ({ ...facts, pods: count, nodes: [...nodes].sort() }))
    .sort((a, b) => ODD_POD_KINDS.indexOf(a.kind) - ODD_POD_KINDS.indexOf(b.kind) || b.pods - a.pods || (a.id < b.id ? -1 : 1));
}

function oddities(placed: PlacedPod): readonly Omit<OddPods, 'pods' | 'nodes'>[] {
  const { hash, revision, updated, current, pod } = placed;
  const none = { hash, container: '', wanted: '', found: '' };
  if (hash === '') return [{ id: 'noHash', kind: 'noHash', ...none }];
  const kinds: OddPodKind[] = revision === null ? ['lostRevision'] : [];
  if (updated && !current) kinds.unshift('generationOnly');
  const template = revision?.data?.spec?.template?.spec;
  return [
    ...kinds.map((kind) => ({ id: `${kind}/${hash}`, kind, ...none })),
    ...otherImages(hash, pod.spec.containers, template?.containers),
    ...otherImages(hash, pod.spec.initContainers, template?.initContainers),
  ];
}

/** Containers that the template does not have were added by admission and are nobody's fault. */
function otherImages(
  hash: string,
  containers: readonly Container[] = [],
  wanted: readonly Container[] = [],
): readonly Omit<OddPods, 'pods' | 'nodes'>[] {
  return containers.flatMap(({ name, image = '' }) => {
    const template = wanted.find((container) => container.name === name)?.image;
    if (template === undefined || template === image) return [];
    const facts = { kind: 'otherImage', hash, container: name, wanted: template, found: image } as const;
    return [{ id: `otherImage/${hash}/${name}/${image}`, ...facts }];
  });
}
