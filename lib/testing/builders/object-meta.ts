import type { ObjectMeta, OwnerReference } from '#lib/kubernetes/object-meta.ts';

/** The time at which built objects were created unless told otherwise. */
export const BUILT_AT = '2026-01-01T00:00:00Z';

/** Metadata of a built object; the uid follows the name, so that equal builds are equal objects. */
export function metaOf(kind: string, { name, namespace }: { name: string; namespace?: string }): ObjectMeta {
  return {
    name,
    ...(namespace === undefined ? {} : { namespace }),
    uid: `${kind}-${namespace === undefined ? '' : `${namespace}-`}${name}`,
    resourceVersion: '1',
    creationTimestamp: BUILT_AT,
  };
}

/** The owner reference of the DaemonSet with this name and uid. */
export function daemonSetOwner({ name, uid }: { name: string; uid: string }): OwnerReference {
  return { apiVersion: 'apps/v1', kind: 'DaemonSet', name, uid, controller: true, blockOwnerDeletion: true };
}
