import type { ControllerRevision } from '#lib/kubernetes/controller-revision.ts';
import { type DaemonSet, REVISION_HASH_LABEL } from '#lib/kubernetes/daemon-set.ts';
import type { Pod } from '#lib/kubernetes/pod.ts';
import { ApiError, type ClusterApi } from '../../cluster-api.ts';
import { RESOURCES } from '../../resources.ts';
import { controllerReference } from './pod-template.ts';
import { canonicalJson, revisionData, templateHash } from './revision-hash.ts';

export interface History {
  readonly current: ControllerRevision;
  readonly old: readonly ControllerRevision[];
}

/**
 * Sorts the DaemonSet's revisions into the current one and the old ones; creates, renumbers, labels and removes
 * duplicates as needed. Throws what the API server refuses, a name collision after counting it included.
 * Mirrors kubernetes/kubernetes pkg/controller/daemon/update.go constructHistory, v1.36.
 */
export function constructHistory(
  api: ClusterApi,
  daemonSet: DaemonSet,
  revisions: readonly ControllerRevision[],
  pods: readonly Pod[],
): History {
  const wanted = canonicalJson(revisionData(daemonSet));
  const matching: ControllerRevision[] = [];
  const old: ControllerRevision[] = [];
  for (const found of revisions) {
    const revision = withHashLabel(api, found);
    (canonicalJson(revision.data ?? {}) === wanted ? matching : old).push(revision);
  }
  const number = 1 + Math.max(0, ...old.map((revision) => revision.revision));
  if (matching.length === 0) return { current: createRevision(api, daemonSet, number, wanted), old };
  const kept = removeDuplicates(api, matching, pods);
  if (kept.revision >= number) return { current: kept, old };
  return { current: api.update(RESOURCES.controllerRevisions, { ...kept, revision: number }), old };
}

/**
 * Deletes the oldest revisions beyond the limit, those of existing Pods excepted.
 * Mirrors kubernetes/kubernetes pkg/controller/daemon/update.go cleanupHistory, v1.36.
 */
export function trimHistory(
  api: ClusterApi,
  daemonSet: DaemonSet,
  old: readonly ControllerRevision[],
  pods: readonly Pod[],
): void {
  let surplus = old.length - (daemonSet.spec.revisionHistoryLimit ?? 10);
  if (surplus <= 0) return;
  const inUse = new Set(pods.map((pod) => pod.metadata.labels?.[REVISION_HASH_LABEL]));
  for (const revision of [...old].sort((left, right) => left.revision - right.revision)) {
    if (surplus <= 0) return;
    if (inUse.has(revision.metadata.labels?.[REVISION_HASH_LABEL])) continue;
    api.delete(RESOURCES.controllerRevisions, revision.metadata.namespace ?? '', revision.metadata.name);
    surplus--;
  }
}

function withHashLabel(api: ClusterApi, revision: ControllerRevision): ControllerRevision {
  if (revision.metadata.labels?.[REVISION_HASH_LABEL] !== undefined) return revision;
  const labelled = structuredClone(revision);
  labelled.metadata.labels = { ...labelled.metadata.labels, [REVISION_HASH_LABEL]: revision.metadata.name };
  return api.update(RESOURCES.controllerRevisions, labelled);
}

function createRevision(api: ClusterApi, daemonSet: DaemonSet, number: number, wanted: string): ControllerRevision {
  const hash = templateHash(daemonSet);
  const name = `${daemonSet.metadata.name}-${hash}`;
  const namespace = daemonSet.metadata.namespace ?? '';
  try {
    return api.create<ControllerRevision>(RESOURCES.controllerRevisions, {
      apiVersion: 'apps/v1',
      kind: 'ControllerRevision',
      metadata: {
        name,
        namespace,
        labels: { ...daemonSet.spec.template.metadata?.labels, [REVISION_HASH_LABEL]: hash },
        ...(daemonSet.metadata.annotations ? { annotations: { ...daemonSet.metadata.annotations } } : {}),
        ownerReferences: [controllerReference(daemonSet)],
      },
      data: revisionData(daemonSet),
      revision: number,
    });
  } catch (error) {
    if (!(error instanceof ApiError) || error.reason !== 'AlreadyExists') throw error;
    const existing = api.get<ControllerRevision>(RESOURCES.controllerRevisions, namespace, name);
    if (existing && canonicalJson(existing.data ?? {}) === wanted) return existing;
    countCollision(api, daemonSet);
    throw error;
  }
}

function countCollision(api: ClusterApi, daemonSet: DaemonSet): void {
  const { namespace = '', name } = daemonSet.metadata;
  const fresh = api.get<DaemonSet>(RESOURCES.daemonSets, namespace, name);
  if (!fresh || fresh.status?.collisionCount !== daemonSet.status?.collisionCount) return;
  const status = { ...fresh.status, collisionCount: (fresh.status?.collisionCount ?? 0) + 1 };
  api.updateStatus(RESOURCES.daemonSets, { ...fresh, status });
}

function removeDuplicates(api: ClusterApi, matching: readonly ControllerRevision[], pods: readonly Pod[]): ControllerRevision {
  const kept = matching.reduce((best, revision) => (revision.revision >= best.revision ? revision : best));
  if (matching.length === 1) return kept;
  const hash = kept.metadata.labels?.[REVISION_HASH_LABEL] ?? '';
  for (const pod of pods) {
    if (pod.metadata.labels?.[REVISION_HASH_LABEL] === hash) continue;
    const relabelled = structuredClone(pod);
    relabelled.metadata.labels = { ...relabelled.metadata.labels, [REVISION_HASH_LABEL]: hash };
    api.update(RESOURCES.pods, relabelled);
  }
  for (const revision of matching) {
    if (revision.metadata.name === kept.metadata.name) continue;
    api.delete(RESOURCES.controllerRevisions, revision.metadata.namespace ?? '', revision.metadata.name);
  }
  return kept;
}
