import 'server-only';
import { labelSelectorText } from '#lib/kubernetes/label-selector-text.ts';
import { type TemplateOwner, templateOwners } from '#lib/kubernetes/template-owners.ts';
import { type HistoryEntry, revisionHistory } from '#lib/rollout/revision-history.ts';
import { callerOf } from '#lib/server/access/caller-of.ts';
import { runningEngine } from '#lib/server/engine/running-engine.ts';
import type { RawObject } from '#lib/server/kubernetes/watch-event.ts';
import type { FoundDaemonSet } from './find-daemon-set.ts';

/** Everything about a DaemonSet's revisions as the API server has it: none of it may leave as it is. */
export interface RevisionSources {
  readonly history: readonly HistoryEntry[];
  readonly owners: readonly TemplateOwner[];
  /** The DaemonSet with all its fields. */
  readonly daemonSet: RawObject;
}

/**
 * Reads the DaemonSet and its revisions whole, which the watch reduces on arrival: a template tells more than the watch keeps,
 * so a user with a token of their own sees it by their own rights. Throws KubernetesApiError.
 */
export async function readRevisionSources(
  request: Request,
  { hub, daemonSet, detail }: FoundDaemonSet,
): Promise<RevisionSources> {
  const { name, namespace = '', uid } = daemonSet.metadata;
  const { operations, writes } = runningEngine().connectionFor(callerOf(request), hub);
  const [whole, revisions] = await Promise.all([
    writes.getWholeDaemonSet(namespace, name),
    operations.listWholeControllerRevisions(namespace, labelSelectorText(daemonSet.spec.selector)),
  ]);
  const owners = templateOwners(whole);
  const current = detail.revisions.find((revision) => revision.current)?.name ?? null;
  return { history: revisionHistory({ uid, revisions, owners, current }), owners, daemonSet: whole };
}
