import { ApiError } from '../cluster-api.ts';
import { type ClusterContext, createObject, updateObject, type WriteOptions } from './cluster-writes.ts';
import {
  changedFields,
  commonPaths,
  differenceOf,
  type FieldSet,
  fieldsOf,
  itemName,
  unionOf,
  withoutFields,
} from './field-set.ts';
import {
  arrayOr,
  copyObject,
  equalJson,
  isJsonObject,
  type Json,
  type JsonObject,
  objectOr,
  objectsOf,
  stringOr,
} from './json.ts';
import { managersOf } from './managed-fields.ts';
import type { StoredObject } from './object-store.ts';
import { type MemberSchema, typeSchema } from './schema/served-type.ts';
import type { ObjectPath } from './write-handlers.ts';

export interface ApplyOptions extends WriteOptions {
  readonly manager: string;
  /** Takes fields from their managers instead of refusing. */
  readonly force: boolean;
}

/**
 * Creates the object, or merges what is applied into it; fields that the manager applied before and no longer does go,
 * unless somebody else has them too. Mirrors kubernetes/apimachinery pkg/util/managedfields Apply, v0.36.
 * Throws ApiError, 409 for a field that another manager set to something else.
 */
export function serverSideApply(
  context: ClusterContext,
  at: ObjectPath,
  applied: JsonObject,
  options: ApplyOptions,
): { object: StoredObject; created: boolean } {
  const { kind, namespaced } = at.resource;
  const metadata = { ...objectOr(applied.metadata), name: at.name, ...(namespaced ? { namespace: at.namespace } : {}) };
  const named: JsonObject = { ...applied, metadata };
  const appliedFields = fieldsOf(named, kind);
  const write = { ...options, operation: 'Apply', appliedFields } as const;
  if (!context.store.get(at.resource, at.namespace, at.name))
    return { object: createObject(context, at.resource, named, write), created: true };
  const merge = (old: StoredObject) => {
    const before = copyObject(old);
    const merged = mergeObject(before, named, kind);
    if (!options.force) checkConflicts(old, changedFields(before, merged, kind), options.manager);
    return withoutFields(merged, abandoned(old, appliedFields, options.manager), kind);
  };
  return { object: updateObject(context, at, merge, write), created: false };
}

const isApplier = (entry: JsonObject, manager: string) => entry.manager === manager && entry.operation === 'Apply';

/** What the manager applied last time, does not now, and nobody else has. */
function abandoned(old: StoredObject, applied: FieldSet, manager: string): FieldSet {
  const managers = managersOf(old);
  const before = objectOr(managers.find((entry) => isApplier(entry, manager))?.fieldsV1);
  const others = managers.filter((entry) => !isApplier(entry, manager)).map((entry) => objectOr(entry.fieldsV1));
  const gone = differenceOf(differenceOf(before, applied), others.reduce(unionOf, {}));
  return Object.keys(gone).length > 0 ? gone : { '.': {} };
}

function checkConflicts(old: StoredObject, changed: FieldSet, manager: string): void {
  const causes = managersOf(old)
    .filter((entry) => !isApplier(entry, manager))
    .flatMap((entry) =>
      commonPaths(objectOr(entry.fieldsV1), changed).map((field) => ({
        reason: 'FieldManagerConflict',
        message: `conflict with ${JSON.stringify(stringOr(entry.manager))} using ${stringOr(entry.apiVersion)}`,
        field,
      })),
    );
  const [first] = causes;
  if (!first) return;
  const list = causes.map(({ message, field }) => `${message}: ${field}`);
  const text = causes.length === 1 ? `1 conflict: ${list[0]}` : `${causes.length} conflicts: ${list.join('\n- ')}`;
  throw new ApiError(409, 'Conflict', `Apply failed with ${text}`, { causes });
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
  return schema.listKeys.length === 0 ? applied : mergeItems(objectsOf(original), objectsOf(applied), schema);
}

function mergeItems(
  original: readonly JsonObject[],
  applied: readonly JsonObject[],
  schema: MemberSchema,
): readonly JsonObject[] {
  const items = [...original];
  for (const item of applied) {
    const name = itemName(item, schema.listKeys);
    const index = items.findIndex((other) => itemName(other, schema.listKeys) === name);
    if (index < 0) items.push(item);
    else if (!equalJson(items[index], item)) items[index] = mergeObject(items[index] ?? {}, item, schema.type);
  }
  return items;
}
