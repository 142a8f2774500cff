import type { ControllerRevision } from '#lib/kubernetes/controller-revision.ts';
import { CHANGE_CAUSE_ANNOTATION, type DaemonSet, REVISION_HASH_LABEL } from '#lib/kubernetes/daemon-set.ts';
import type { ObjectMeta } from '#lib/kubernetes/object-meta.ts';
import { daemonSetOwner, metaOf } from './object-meta.ts';

/** Builds a ControllerRevision step by step; each step answers a new builder. */
export interface RevisionBuilder {
  numbered(revision: number): RevisionBuilder;
  withMeta(parts: Partial<ObjectMeta>): RevisionBuilder;
  withChangeCause(cause: string): RevisionBuilder;
  createdAt(time: string): RevisionBuilder;
  build(): ControllerRevision;
}

/** The revision that the controller would keep of this DaemonSet's template, numbered 1, with this hash. */
export function aRevision(daemonSet: DaemonSet, hash = 'hash1'): RevisionBuilder {
  const { name, namespace = 'default', uid } = daemonSet.metadata;
  const { template } = daemonSet.spec;
  return builderOf({
    metadata: {
      ...metaOf('revision', { name: `${name}-${hash}`, namespace }),
      labels: { ...template.metadata?.labels, [REVISION_HASH_LABEL]: hash },
      ownerReferences: [daemonSetOwner({ name, uid })],
    },
    revision: 1,
    data: { spec: { template: { ...template, $patch: 'replace' } } },
  });
}

function builderOf(revision: ControllerRevision): RevisionBuilder {
  const { metadata } = revision;
  const withMeta = (parts: Partial<ObjectMeta>): RevisionBuilder =>
    builderOf({ ...revision, metadata: { ...metadata, ...parts } });
  return {
    numbered: (number) => builderOf({ ...revision, revision: number }),
    withMeta,
    withChangeCause: (cause) => withMeta({ annotations: { ...metadata.annotations, [CHANGE_CAUSE_ANNOTATION]: cause } }),
    createdAt: (time) => withMeta({ creationTimestamp: time }),
    build: () => structuredClone(revision),
  };
}
