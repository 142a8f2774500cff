import 'server-only';
import { labelSelectorText } from '#lib/kubernetes/label-selector-text.ts';
import { type TemplateOwner, templateOwners } from '#lib/kubernetes/template-owners.ts';
import { type HistoryEntry, revisionHistory } from '#lib/rollout/revision-history.ts';
import type { RawObject } from '#lib/server/kubernetes/watch-event.ts';
import type { FoundDaemonSet } from './find-daemon-set.ts';

/** Everything about a DaemonSet's revisions as the API server has it: none of it may leave as it is. */
export interface RevisionSources {
  readonly history: readonly HistoryEntry[];
  readonly owners: readonly TemplateOwner[];
  /** The DaemonSet with all its fields. */
  readonly daemonSet: RawObject;
}

/** Reads the DaemonSet and its revisions whole, which the watch reduces on arrival. Throws KubernetesApiError. */
export async function readRevisionSources({ hub, daemonSet, detail }: FoundDaemonSet): Promise<RevisionSources> {
  const { name, namespace = '', uid } = daemonSet.metadata;
  const { operations, writes } = hub.connection;
  const [whole, revisions] = await Promise.all([
    writes.getWholeDaemonSet(namespace, name),
    operations.listWholeControllerRevisions(namespace, labelSelectorText(daemonSet.spec.selector)),
  ]);
  const owners = templateOwners(whole);
  const current = detail.revisions.find((revision) => revision.current)?.name ?? null;
  return { history: revisionHistory({ uid, revisions, owners, current }), owners, daemonSet: whole };
}
