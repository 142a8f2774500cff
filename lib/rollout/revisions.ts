import type { ControllerRevision } from '#lib/kubernetes/controller-revision.ts';
import { type DaemonSet, REVISION_HASH_LABEL, TEMPLATE_GENERATION_ANNOTATION } from '#lib/kubernetes/daemon-set.ts';
import { parseInt64 } from '#lib/kubernetes/int64.ts';
import { matchesLabelSelector } from '#lib/kubernetes/label-selector.ts';
import { isControlledBy } from '#lib/kubernetes/object-meta.ts';
import type { Pod } from '#lib/kubernetes/pod.ts';
import { digestOfDaemonSet, digestOfRevision } from '#lib/kubernetes/template-digest.ts';
import { compareText } from './pod-order.ts';

/** What tells updated from outdated Pods of one DaemonSet. */
export interface RevisionContext {
  /** The update revision, or null while the controller has not made it. */
  readonly current: ControllerRevision | null;
  /** The update revision's hash; '' matches no Pod. */
  readonly hash: string;
  /** The template generation as Pods carry it, or null when the annotation is absent or no number. */
  readonly templateGeneration: string | null;
  /** Revision numbers by hash. */
  readonly numbers: ReadonlyMap<string, number>;
  /** Owned revisions, highest number first. */
  readonly revisions: readonly ControllerRevision[];
}

/**
 * Finds the update revision: the one whose template equals the DaemonSet's, else the highest once the spec is observed.
 * Follows kubernetes/kubernetes pkg/controller/daemon/update.go constructHistory, v1.36, without its writes.
 */
export function revisionContext(daemonSet: DaemonSet, candidates: Iterable<ControllerRevision>): RevisionContext {
  const revisions = [...candidates].filter((revision) => isOwnedRevision(revision, daemonSet)).sort(compareRevisions);
  const digest = digestOfDaemonSet(daemonSet);
  const matching = revisions.find((revision) => digestOfRevision(revision) === digest);
  const current = matching ?? (isObserved(daemonSet) ? revisions[0] : undefined) ?? null;
  const generation = templateGeneration(daemonSet);
  // The new revision may still be on its way to us: its predecessor's hash must not make old Pods updated meanwhile.
  const isHashTrusted = matching !== undefined || generation === null;
  return {
    current,
    hash: current !== null && isHashTrusted ? revisionHash(current) : '',
    templateGeneration: generation,
    numbers: new Map(revisions.toReversed().map((revision) => [revisionHash(revision), revision.revision])),
    revisions,
  };
}

/**
 * True when the Pod was made from the update revision: same hash, or same template generation.
 * Mirrors kubernetes/kubernetes pkg/controller/daemon/util/daemonset_util.go IsPodUpdated, v1.36.
 */
export function isPodUpdated(pod: Pod, context: RevisionContext): boolean {
  const labels = pod.metadata.labels ?? {};
  return (
    (context.hash !== '' && labels[REVISION_HASH_LABEL] === context.hash) ||
    (context.templateGeneration !== null && labels['pod-template-generation'] === context.templateGeneration)
  );
}

/** The hash that Pods of this revision carry; the controller labels a revision that lacks it with its own name. */
export function revisionHash(revision: ControllerRevision): string {
  return revision.metadata.labels?.[REVISION_HASH_LABEL] ?? revision.metadata.name;
}

/** True once the controller has seen the newest spec. */
export function isObserved(daemonSet: DaemonSet): boolean {
  return (daemonSet.status?.observedGeneration ?? 0) >= (daemonSet.metadata.generation ?? 0);
}

/** True when the DaemonSet controls the revision, by uid, and its selector still matches. */
export function isOwnedRevision(revision: ControllerRevision, daemonSet: DaemonSet): boolean {
  return (
    revision.metadata.namespace === daemonSet.metadata.namespace &&
    isControlledBy(revision, daemonSet.metadata.uid) &&
    matchesLabelSelector(revision.metadata.labels ?? {}, daemonSet.spec.selector)
  );
}

function templateGeneration(daemonSet: DaemonSet): string | null {
  const annotation = daemonSet.metadata.annotations?.[TEMPLATE_GENERATION_ANNOTATION];
  return annotation === undefined ? null : (parseInt64(annotation)?.toString() ?? null);
}

function compareRevisions(a: ControllerRevision, b: ControllerRevision): number {
  return b.revision - a.revision || compareText(b.metadata.name, a.metadata.name);
}
