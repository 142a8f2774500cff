import type { ObjectMeta } from '#lib/kubernetes/object-meta.ts';
import { type Clock, timestamp } from '../clock.ts';
import type { Resource } from '../cluster-api.ts';
import type { Random } from '../random.ts';
import { admitCreate } from './admission.ts';
import { alreadyExists, badRequest, conflict, invalid, modifiedConflict, notFound } from './api-errors.ts';
import { defaultObject, prepareForCreate } from './default-object.ts';
import type { FieldSet } from './field-set.ts';
import { generatedName, randomUid } from './generated-names.ts';
import { arrayOr, copyObject, equalJson, type JsonObject, objectOr, stringOr, valueAt } from './json.ts';
import { stampManagedFields } from './managed-fields.ts';
import type { ObjectStore, StoredObject } from './object-store.ts';
import { keepSystemMetadata, prepareForStatusUpdate, prepareForUpdate } from './prepare-update.ts';
import { validateCreate, validateUpdate } from './validate-object.ts';

/** What admission may be told to do, and where objects and time come from. */
export interface ClusterContext {
  readonly store: ObjectStore;
  readonly clock: Clock;
  readonly random: Random;
  /** Namespace annotations whose node selector is merged into Pods; the upstream one when absent. */
  readonly nodeSelectorAnnotations: readonly string[];
}

export interface WriteOptions {
  readonly dryRun?: boolean;
  readonly manager?: string;
  readonly operation?: 'Update' | 'Apply';
  /** What a server-side apply sets. */
  readonly appliedFields?: FieldSet;
  readonly subresource?: 'status';
  /** A controller of the simulator: it may change what a user may not, such as a bound Pod's node. */
  readonly trusted?: boolean;
}

const apiVersionOf = ({ group, version }: Resource) => (group === '' ? version : `${group}/${version}`);

/** The stored form of a draft that went through defaulting and validation. */
const asStored = (resource: Resource, draft: JsonObject): StoredObject => {
  const { apiVersion: _version, kind: _kind, metadata, ...rest } = draft;
  return { kind: resource.kind, apiVersion: apiVersionOf(resource), metadata: metadata as unknown as ObjectMeta, ...rest };
};

/**
 * Stores a new object: name, uid and time, defaults, admission, validation.
 * Mirrors kubernetes/apiserver pkg/registry/generic/registry/store.go Create, v0.36. Throws ApiError.
 */
export function createObject(
  context: ClusterContext,
  resource: Resource,
  body: unknown,
  options: WriteOptions = {},
): StoredObject {
  const given = copyObject(body);
  const metadata = objectOr(given.metadata);
  const draft: JsonObject = { ...given, kind: resource.kind, apiVersion: apiVersionOf(resource), metadata };
  if (stringOr(metadata.resourceVersion) !== '') throw badRequest('resourceVersion should not be set on objects to be created');
  startMetadata(context, resource, metadata);
  defaultObject(resource, draft);
  prepareForCreate(resource, draft);
  admitCreate(context, resource, draft);
  validateCreate(resource, draft);
  const name = stringOr(metadata.name);
  if (context.store.get(resource, stringOr(metadata.namespace), name)) throw alreadyExists(resource, name);
  stampManagedFields(undefined, draft, { ...options, now: context.clock.now() });
  const object = asStored(resource, draft);
  return options.dryRun ? object : context.store.put(resource, object);
}

function startMetadata(context: ClusterContext, resource: Resource, metadata: JsonObject): void {
  for (const member of ['resourceVersion', 'deletionTimestamp', 'deletionGracePeriodSeconds', 'selfLink', 'generation'])
    delete metadata[member];
  if (!resource.namespaced) delete metadata.namespace;
  const base = stringOr(metadata.generateName);
  if (stringOr(metadata.name) === '') {
    if (base === '')
      throw invalid(resource, '', [
        { reason: 'FieldValueRequired', message: 'Required value: name or generateName is required', field: 'metadata.name' },
      ]);
    metadata.name = freeGeneratedName(context, resource, { base, namespace: stringOr(metadata.namespace) });
  }
  metadata.uid = randomUid(context.random);
  metadata.creationTimestamp = timestamp(context.clock.now());
}

const GENERATED_NAME_TRIES = 8; // kubernetes/apiserver pkg/registry/generic/registry/store.go maxNameGenerationCreateAttempts, v0.36

function freeGeneratedName(context: ClusterContext, resource: Resource, of: { base: string; namespace: string }): string {
  let name = generatedName(of.base, context.random);
  for (let tries = 1; tries < GENERATED_NAME_TRIES && context.store.get(resource, of.namespace, name); tries += 1)
    name = generatedName(of.base, context.random);
  return name;
}

/** How a changed object is made from the stored one. */
export type Change = (old: StoredObject) => unknown;

/**
 * Replaces a stored object. A resourceVersion or uid in the new object must be the stored one.
 * Nothing is written when nothing changes, and the object goes when it is deleted and its last finalizer is.
 * Mirrors kubernetes/apiserver pkg/registry/generic/registry/store.go Update, v0.36. Throws ApiError.
 */
export function updateObject(
  context: ClusterContext,
  target: { resource: Resource; namespace: string; name: string },
  change: Change,
  options: WriteOptions = {},
): StoredObject {
  const { resource, namespace, name } = target;
  const old = context.store.get(resource, namespace, name);
  if (!old) throw notFound(resource, name);
  let draft = copyObject(change(old));
  checkPreconditions(resource, old, objectOr(draft.metadata));
  if (options.subresource === 'status') {
    draft = copyObject(prepareForStatusUpdate(old, draft));
  } else {
    keepSystemMetadata(old, draft);
    defaultObject(resource, draft);
    prepareForUpdate(resource, old, draft);
    validateUpdate(resource, old, draft, options.trusted === true);
  }
  return commitUpdate(context, resource, old, draft, options);
}

function commitUpdate(context: ClusterContext, resource: Resource, old: StoredObject, draft: JsonObject, options: WriteOptions) {
  objectOr(draft.metadata).resourceVersion = old.metadata.resourceVersion;
  stampManagedFields(old, draft, { ...options, now: context.clock.now() });
  const next = asStored(resource, shareUnchanged(old, draft));
  if (equalJson(next, old)) return old;
  if (options.dryRun) return next;
  return isReleased(next) ? context.store.remove(resource, next) : context.store.put(resource, next);
}

/** Puts the stored object's parts back where nothing changed, so that history shares them. */
function shareUnchanged(old: StoredObject, draft: JsonObject): JsonObject {
  const before = old as unknown as JsonObject; // A stored object is JSON, only its type is narrower.
  const shared = Object.entries(draft).map(([member, value]) => [
    member,
    equalJson(before[member], value) ? before[member] : value,
  ]);
  return Object.fromEntries(shared);
}

/** True when nothing holds a deleted object any more; a Namespace's own finalizers are in its `spec`. */
function isReleased(object: StoredObject): boolean {
  const { deletionTimestamp, deletionGracePeriodSeconds, finalizers } = object.metadata;
  const content = object.kind === 'Namespace' ? arrayOr(valueAt(object.spec, 'finalizers')) : [];
  return (
    deletionTimestamp !== undefined &&
    (deletionGracePeriodSeconds ?? 0) === 0 &&
    (finalizers ?? []).length === 0 &&
    content.length === 0
  );
}

function checkPreconditions(resource: Resource, old: StoredObject, metadata: JsonObject): void {
  const { uid, resourceVersion } = metadata;
  const { name } = old.metadata;
  if (typeof uid === 'string' && uid !== '' && uid !== old.metadata.uid)
    throw conflict(resource, name, `Precondition failed: UID in precondition: ${uid}, UID in object meta: ${old.metadata.uid}`);
  if (typeof resourceVersion === 'string' && resourceVersion !== '' && resourceVersion !== old.metadata.resourceVersion)
    throw modifiedConflict(resource, name);
}
