import type { ControllerRevision } from '#lib/kubernetes/controller-revision.ts';
import type { RevisionContext } from './revisions.ts';
import { latest } from './times.ts';

/** When the newest update began, and what was there before. */
export interface TimelineStart {
  readonly revision: ControllerRevision;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** True for a revision that was there before and became the update revision again. */
  readonly again: boolean;
  /** True when Pods of an earlier revision can have been there. */
  readonly hadPredecessor: boolean;
}

/**
 * An update begins when its revision is made. For a template that comes back the controller raises the number of the
 * old revision instead (kubernetes/kubernetes pkg/controller/daemon/update.go constructHistory, v1.36): then the time of
 * that write counts, and without it the creation of the newest revision, which is no later. Null without an update revision.
 */
export function timelineStart({ current, revisions }: RevisionContext): TimelineStart | null {
  if (current === null) return null;
  const created = createdAt(current);
  const newest = latest(revisions.map(createdAt));
  const again = newest !== null && newest > created;
  const numbered = again ? Date.parse(current.metadata.changedAt ?? '') : Number.NaN;
  const at = again ? latest([newest, numbered]) : latest([created]);
  return at === null ? null : { revision: current, at, again, hadPredecessor: current.revision > 1 };
}

function createdAt(revision: ControllerRevision): number {
  return Date.parse(revision.metadata.creationTimestamp);
}
