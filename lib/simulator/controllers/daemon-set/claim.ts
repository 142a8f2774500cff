import type { DaemonSet } from '#lib/kubernetes/daemon-set.ts';
import { matchesLabelSelector } from '#lib/kubernetes/label-selector.ts';
import { controllerOf, type KubernetesObject } from '#lib/kubernetes/object-meta.ts';
import { ApiError, type ClusterApi, type Resource } from '../../cluster-api.ts';
import { RESOURCES } from '../../resources.ts';
import { controllerReference } from './pod-template.ts';

/**
 * The candidates that belong to the DaemonSet, after adopting matching orphans and releasing what no longer matches.
 * Throws what the API server refuses, except that an object is gone.
 * Mirrors kubernetes/kubernetes pkg/controller/controller_ref_manager.go ClaimObject, v1.36.
 */
export function claim<T extends KubernetesObject>(
  api: ClusterApi,
  daemonSet: DaemonSet,
  resource: Resource,
  candidates: Iterable<T>,
): T[] {
  const claimed: T[] = [];
  for (const object of candidates) {
    const matches = matchesLabelSelector(object.metadata.labels ?? {}, daemonSet.spec.selector);
    const controller = controllerOf(object);
    if (controller) {
      if (controller.uid !== daemonSet.metadata.uid) continue;
      if (matches) claimed.push(object);
      else release(api, daemonSet, resource, object);
    } else if (matches && !object.metadata.deletionTimestamp) {
      const adopted = adopt(api, daemonSet, resource, object);
      if (adopted) claimed.push(adopted);
    }
  }
  return claimed;
}

function adopt<T extends KubernetesObject>(api: ClusterApi, daemonSet: DaemonSet, resource: Resource, object: T): T | undefined {
  const { namespace = '', name, uid } = daemonSet.metadata;
  const fresh = api.get<DaemonSet>(RESOURCES.daemonSets, namespace, name);
  if (!fresh || fresh.metadata.uid !== uid || fresh.metadata.deletionTimestamp)
    throw new ApiError(409, 'Conflict', `original DaemonSet ${namespace}/${name} is gone`);
  return replaceOwners(api, resource, object, [...(object.metadata.ownerReferences ?? []), controllerReference(daemonSet)]);
}

function release(api: ClusterApi, daemonSet: DaemonSet, resource: Resource, object: KubernetesObject): void {
  const others = (object.metadata.ownerReferences ?? []).filter((owner) => owner.uid !== daemonSet.metadata.uid);
  replaceOwners(api, resource, object, others);
}

function replaceOwners<T extends KubernetesObject>(
  api: ClusterApi,
  resource: Resource,
  object: T,
  ownerReferences: NonNullable<T['metadata']['ownerReferences']>,
): T | undefined {
  const stored = api.get<T>(resource, object.metadata.namespace ?? '', object.metadata.name);
  if (!stored || stored.metadata.uid !== object.metadata.uid) return undefined;
  const changed = structuredClone(stored);
  changed.metadata.ownerReferences = ownerReferences;
  return api.update(resource, changed);
}
