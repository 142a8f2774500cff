import { timestamp } from '../clock.ts';
import type { DeleteOptions, Resource } from '../cluster-api.ts';
import { conflict, notFound } from './api-errors.ts';
import type { ClusterContext } from './cluster-writes.ts';
import { objectOr, stringOr, valueAt } from './json.ts';
import type { StoredObject } from './object-store.ts';

export interface Deletion {
  /** The object as the deletion left it. */
  readonly object: StoredObject;
  /** False while a grace period or a finalizer holds it. */
  readonly gone: boolean;
}

/**
 * Deletes as DELETE over HTTP does: gracefully for a bound Pod, after the finalizers for anything that has some.
 * Mirrors kubernetes/apiserver pkg/registry/rest/delete.go BeforeDelete and
 * pkg/registry/generic/registry/store.go Delete, v0.36. Throws ApiError.
 */
export function deleteObject(
  context: ClusterContext,
  target: { resource: Resource; namespace: string; name: string },
  options: DeleteOptions = {},
): Deletion {
  const { resource, namespace, name } = target;
  const old = context.store.get(resource, namespace, name);
  if (!old) throw notFound(resource, name);
  checkPreconditions(resource, old, options);
  const finalizers = finalizersFor(resource, old, options);
  const grace = gracePeriod(old, options);
  const metadata = { ...old.metadata };
  if (finalizers.length > 0) metadata.finalizers = [...finalizers];
  else delete metadata.finalizers;
  if (old.metadata.deletionTimestamp === undefined || grace < (old.metadata.deletionGracePeriodSeconds ?? 0)) {
    const started = Date.parse(old.metadata.deletionTimestamp ?? '') - (old.metadata.deletionGracePeriodSeconds ?? 0) * 1000;
    const from = Number.isNaN(started) ? context.clock.now() : started;
    metadata.deletionTimestamp = timestamp(Math.max(context.clock.now(), from + grace * 1000));
    metadata.deletionGracePeriodSeconds = grace;
    if (old.metadata.generation !== undefined && old.metadata.deletionTimestamp === undefined)
      metadata.generation = old.metadata.generation + 1;
  }
  const marked: StoredObject = { ...old, metadata };
  const gone = grace === 0 && finalizers.length === 0 && !holdsContent(old);
  return commitDeletion(context, resource, { old, marked, gone }, options);
}

function commitDeletion(
  context: ClusterContext,
  resource: Resource,
  change: { old: StoredObject; marked: StoredObject; gone: boolean },
  options: DeleteOptions,
): Deletion {
  const { old, marked, gone } = change;
  if (options.dryRun) return { object: gone ? old : marked, gone };
  if (gone) return { object: context.store.remove(resource, old), gone };
  const unchanged =
    marked.metadata.deletionTimestamp === old.metadata.deletionTimestamp &&
    marked.metadata.deletionGracePeriodSeconds === old.metadata.deletionGracePeriodSeconds &&
    String(marked.metadata.finalizers) === String(old.metadata.finalizers);
  if (unchanged) return { object: old, gone };
  const object = old.kind === 'Namespace' ? { ...marked, status: { ...objectOr(old.status), phase: 'Terminating' } } : marked;
  return { object: context.store.put(resource, object), gone };
}

function checkPreconditions(resource: Resource, old: StoredObject, { preconditions }: DeleteOptions): void {
  const { name, uid, resourceVersion } = old.metadata;
  const kindInPlace: Resource = { ...resource, plural: resource.kind }; // The API server names the kind here.
  if (preconditions?.uid !== undefined && preconditions.uid !== uid) {
    const why = `the UID in the precondition (${preconditions.uid}) does not match the UID in record (${uid}). The object might have been deleted and then recreated`;
    throw conflict(kindInPlace, name, why);
  }
  if (preconditions?.resourceVersion !== undefined && preconditions.resourceVersion !== resourceVersion) {
    const why = `the ResourceVersion in the precondition (${preconditions.resourceVersion}) does not match the ResourceVersion in record (${resourceVersion}). The object might have been modified`;
    throw conflict(kindInPlace, name, why);
  }
}

const PROPAGATION_FINALIZERS = { Orphan: 'orphan', Foreground: 'foregroundDeletion', Background: '' } as const;

function finalizersFor(_resource: Resource, old: StoredObject, options: DeleteOptions): readonly string[] {
  const present = old.metadata.finalizers ?? [];
  if (options.propagationPolicy === undefined) return present;
  const own: readonly string[] = Object.values(PROPAGATION_FINALIZERS);
  const wanted = PROPAGATION_FINALIZERS[options.propagationPolicy];
  return [...present.filter((finalizer) => !own.includes(finalizer)), ...(wanted === '' ? [] : [wanted])];
}

function gracePeriod(old: StoredObject, options: DeleteOptions): number {
  if (old.kind !== 'Pod') return 0;
  const phase = stringOr(valueAt(old.status, 'phase'));
  if (stringOr(valueAt(old.spec, 'nodeName')) === '' || phase === 'Succeeded' || phase === 'Failed') return 0;
  const configured = valueAt(old.spec, 'terminationGracePeriodSeconds');
  const period = options.gracePeriodSeconds ?? (typeof configured === 'number' ? configured : 0);
  return period < 0 ? 1 : period;
}

/** A Namespace goes through Terminating: its controller empties it first. */
const holdsContent = (object: StoredObject) => object.kind === 'Namespace' && Array.isArray(valueAt(object.spec, 'finalizers'));
