import { badRequest } from './api-errors.ts';
import { type ClusterContext, createObject, updateObject, type WriteOptions } from './cluster-writes.ts';
import { arrayOr, copyObject, equalJson, isJsonObject, type Json, type JsonObject, objectOr, objectsOf } from './json.ts';
import type { StoredObject } from './object-store.ts';
import { type MemberSchema, typeSchema } from './schema/served-type.ts';
import type { ObjectPath } from './write-handlers.ts';

export interface ApplyOptions extends WriteOptions {
  readonly force: boolean;
}

/** Creates the object, or merges what is applied into it. Throws ApiError. */
export function serverSideApply(
  context: ClusterContext,
  at: ObjectPath,
  applied: unknown,
  options: ApplyOptions,
): { object: StoredObject; created: boolean } {
  if (!isJsonObject(applied)) throw badRequest('error decoding YAML: the applied object must be an object');
  if (!options.manager)
    throw badRequest('PatchOptions.meta.k8s.io "" is invalid: fieldManager: Required value: is required for apply patch');
  const write = { ...options, operation: 'Apply' } as const;
  const named = {
    ...applied,
    metadata: { ...objectOr(applied.metadata), name: at.name, ...(at.resource.namespaced ? { namespace: at.namespace } : {}) },
  };
  if (!context.store.get(at.resource, at.namespace, at.name))
    return { object: createObject(context, at.resource, named, write), created: true };
  const merge = (old: StoredObject) => mergeObject(copyObject(old), named, at.resource.kind);
  return { object: updateObject(context, at, merge, write), created: false };
}

function mergeObject(original: JsonObject, applied: JsonObject, type: string): JsonObject {
  const merged: JsonObject = { ...original };
  const members = typeSchema(type)?.members;
  for (const [member, value] of Object.entries(applied)) {
    if (value === undefined || member === '__proto__') continue;
    merged[member] = value === null ? undefined : mergeMember(merged[member], value, members?.get(member));
  }
  return merged;
}

function mergeMember(original: Json | undefined, applied: Json, schema: MemberSchema | undefined): Json {
  if (isJsonObject(applied)) {
    const type = schema?.form === 'one' ? schema.type : 'any';
    return mergeObject(isJsonObject(original) ? original : {}, applied, type);
  }
  if (!Array.isArray(applied) || !schema) return applied;
  if (schema.isSet) return [...new Set([...arrayOr(original), ...(applied as readonly Json[])])];
  if (schema.listKeys.length === 0) return applied;
  const same = (left: JsonObject, right: JsonObject) =>
    schema.listKeys.every((key) => keyValue(left, key) === keyValue(right, key));
  const items = [...objectsOf(original)];
  for (const item of objectsOf(applied)) {
    const index = items.findIndex((other) => same(other, item));
    if (index < 0) items.push(item);
    else if (!equalJson(items[index], item)) items[index] = mergeObject(items[index] ?? {}, item, schema.type);
  }
  return items;
}

/** Keys with a default: a port without a protocol is a TCP port. */
const keyValue = (item: JsonObject, key: string) => item[key] ?? (key === 'protocol' ? 'TCP' : undefined);
