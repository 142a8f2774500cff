import { badRequest, invalid, invalidValue, modifiedConflict } from './api-errors.ts';
import type { ApiRequest } from './api-request.ts';
import type { ApiServices } from './api-services.ts';
import { updateObject, type WriteOptions } from './cluster-writes.ts';
import { keepKnownFields } from './field-validation.ts';
import { isJsonObject, type JsonObject, objectOr, stringOr } from './json.ts';
import { mediaType, parseJson, parseYaml, unsupportedMediaType } from './media-types.ts';
import type { StoredObject } from './object-store.ts';
import { applyJsonPatch } from './patch/json-patch.ts';
import { applyMergePatch } from './patch/merge-patch.ts';
import { applyStrategicMergePatch } from './patch/strategic-merge-patch.ts';
import { objectReply } from './read-handlers.ts';
import type { Reply } from './reply.ts';
import { serverSideApply } from './server-side-apply.ts';
import { type ObjectPath, withWarnings, writeOptions } from './write-handlers.ts';

type Patcher = (original: JsonObject, patch: unknown, kind: string) => JsonObject;

const PATCHERS: Record<string, Patcher> = {
  'application/json-patch+json': applyJsonPatch,
  'application/merge-patch+json': applyMergePatch,
  'application/strategic-merge-patch+json': applyStrategicMergePatch,
};
const APPLY_TYPES = ['application/apply-patch+yaml', 'application/apply-patch+cbor'];

/** PATCH of an object or of its status. Throws ApiError 415 for an unknown kind of patch. */
export async function patchObject(
  services: ApiServices,
  request: ApiRequest,
  at: ObjectPath,
  subresource: string,
): Promise<Reply> {
  const type = mediaType(request.contentType);
  const options = writeOptions(request, subresource);
  if (type === APPLY_TYPES[0]) return applyObject(services, request, at, options);
  const patcher = PATCHERS[type];
  if (!patcher) throw unsupportedMediaType([...Object.keys(PATCHERS), ...APPLY_TYPES]);
  const patch = parseJson((await request.body()).toString('utf8'));
  let warnings: readonly string[] = [];
  const change = (old: StoredObject) => {
    const known = keepKnownFields(request, patched(at, old, patcher, patch), at.resource.kind);
    warnings = known.warnings;
    return known.object;
  };
  const object = updateObject(services.cluster.context, at, change, options);
  return withWarnings(objectReply(services, request, object), warnings);
}

async function applyObject(services: ApiServices, request: ApiRequest, at: ObjectPath, options: WriteOptions): Promise<Reply> {
  const body = parseYaml((await request.body()).toString('utf8'));
  if (!isJsonObject(body)) throw badRequest('error decoding YAML: the applied object must be an object');
  const manager = request.query.get('fieldManager') ?? '';
  if (manager === '')
    throw badRequest('PatchOptions.meta.k8s.io "" is invalid: fieldManager: Required value: is required for apply patch');
  const { object: applied, warnings } = keepKnownFields(request, body, at.resource.kind);
  const apply = { ...options, manager, force: request.query.get('force') === 'true' };
  const { object, created } = serverSideApply(services.cluster.context, at, applied, apply);
  return withWarnings(objectReply(services, request, object, created ? 201 : 200), warnings);
}

/** A resourceVersion inside the patch is a precondition; without one, the patch meets whatever is stored. */
function patched(at: ObjectPath, old: StoredObject, patcher: Patcher, patch: unknown): JsonObject {
  const original = old as unknown as JsonObject; // A stored object is JSON, only its type is narrower.
  const result = patcher(original, patch, old.kind);
  const metadata = objectOr(result.metadata);
  if (stringOr(metadata.name) !== old.metadata.name)
    throw invalid(at.resource, at.name, [invalidValue('metadata.name', metadata.name ?? '', 'field is immutable')]);
  if (
    isJsonObject(patch) &&
    stringOr(objectOr(patch.metadata).resourceVersion) !== '' &&
    metadata.resourceVersion !== old.metadata.resourceVersion
  )
    throw modifiedConflict(at.resource, at.name);
  if (stringOr(metadata.uid) !== old.metadata.uid) {
    const why = 'field is immutable';
    throw invalid(at.resource, at.name, [invalidValue('metadata.uid', metadata.uid ?? '', why)]);
  }
  if (result.kind !== old.kind)
    throw badRequest(`the kind of the object cannot be changed to ${JSON.stringify(result.kind ?? '')}`);
  return result;
}
