import type { ControllerRevision } from '#lib/kubernetes/controller-revision.ts';
import type { DaemonSet } from '#lib/kubernetes/daemon-set.ts';
import { digestOfDaemonSet } from '#lib/kubernetes/template-digest.ts';
import { allowsSurge } from './budget.ts';
import { compilePlacement, type PlacementOfNode, type PlacementOptions } from './placement.ts';
import { type RevisionContext, revisionContext } from './revisions.ts';
import { startAllowance } from './start-limit.ts';
import { latest } from './times.ts';

/** Everything about a DaemonSet that the rollout of each of its Nodes depends on. */
export interface RolloutContext {
  readonly revisions: RevisionContext;
  readonly placementOf: PlacementOfNode;
  readonly minReadySeconds: number;
  readonly startAllowanceMs: number;
  readonly surge: boolean;
  /** When the newest revision was made (milliseconds since the epoch), or null. */
  readonly newestRevisionAt: number | null;
  readonly templateDigest: string;
  /** Equal keys mean that no Node's rollout can differ. */
  readonly key: string;
}

/** Derives the context; with `previous`, a template that did not change is not prepared again. */
export function rolloutContext(
  daemonSet: DaemonSet,
  candidates: Iterable<ControllerRevision>,
  { previous, placement }: { previous: RolloutContext | null; placement: PlacementOptions },
): RolloutContext {
  const templateDigest = digestOfDaemonSet(daemonSet);
  const revisions = revisionContext(daemonSet, candidates);
  const minReadySeconds = daemonSet.spec.minReadySeconds ?? 0;
  const surge = allowsSurge(daemonSet);
  const newestRevisionAt = latest(revisions.revisions.map((revision) => Date.parse(revision.metadata.creationTimestamp)));
  const placementOf =
    previous?.templateDigest === templateDigest ? previous.placementOf : compilePlacement(daemonSet.spec.template, placement);
  const { hash, templateGeneration, numbers } = revisions;
  const { selector } = daemonSet.spec;
  const key = JSON.stringify([
    [templateDigest, hash, templateGeneration, minReadySeconds, surge, newestRevisionAt],
    [...numbers],
    selector,
  ]);
  const startAllowanceMs = startAllowance(daemonSet.spec.template.spec);
  return { revisions, placementOf, minReadySeconds, startAllowanceMs, surge, newestRevisionAt, templateDigest, key };
}
