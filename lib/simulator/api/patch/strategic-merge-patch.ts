import { badRequest } from '../api-errors.ts';
import { arrayOr, isJsonObject, type Json, type JsonObject, objectsOf } from '../json.ts';
import { type MemberSchema, typeSchema } from '../schema/served-type.ts';
import { inElementOrder, mergeKeyed, mergeScalars } from './merge-lists.ts';

const ELEMENT_ORDER = '$setElementOrder/';
const DELETE_FROM_LIST = '$deleteFromPrimitiveList/';

/**
 * Applies a strategic merge patch to a copy, by the merge keys of the type.
 * Mirrors kubernetes/apimachinery pkg/util/strategicpatch/patch.go mergeMap, v0.36. Throws ApiError 400.
 */
export function applyStrategicMergePatch(original: JsonObject, patch: unknown, type: string): JsonObject {
  if (!isJsonObject(patch)) throw badRequest('error decoding patch: the patch must be an object');
  return mergeTyped(original, patch, type);
}

/** Merges one object of the patch; also the merge of the items of keyed lists. */
function mergeTyped(original: JsonObject, patch: JsonObject, type: string): JsonObject {
  if (patch.$patch === 'replace') return withoutDirectives(patch);
  if (patch.$patch === 'delete') return {};
  if (patch.$patch !== undefined && patch.$patch !== 'merge')
    throw badRequest(`Unknown patch type found: ${JSON.stringify(patch.$patch)} in patch map`);
  const merged = retained(original, patch);
  const members = typeSchema(type)?.members;
  for (const [member, value] of Object.entries(patch)) {
    if (member.startsWith('$') || member === '__proto__' || value === undefined) continue;
    if (value === null) delete merged[member];
    else merged[member] = mergeMember(merged[member], value, members?.get(member), patch[`${ELEMENT_ORDER}${member}`]);
  }
  removeScalars(merged, patch);
  reorderUntouched(merged, patch, type);
  return merged;
}

/** `$retainKeys` clears the members that it does not name. */
function retained(original: JsonObject, patch: JsonObject): JsonObject {
  if (patch.$retainKeys === undefined) return { ...original };
  const kept = new Set(arrayOr(patch.$retainKeys));
  return Object.fromEntries(Object.entries(original).filter(([member]) => kept.has(member)));
}

function mergeMember(original: Json | undefined, patch: Json, schema: MemberSchema | undefined, order: Json | undefined): Json {
  if (isJsonObject(patch)) {
    const type = schema?.form === 'one' ? schema.type : 'any';
    return mergeTyped(isJsonObject(original) ? original : {}, patch, type);
  }
  if (!Array.isArray(patch)) return patch;
  const items = patch as readonly Json[];
  if (!schema?.merges) return items.map((item) => (isJsonObject(item) ? withoutDirectives(item) : item));
  if (schema.mergeKey === undefined) return inElementOrder(mergeScalars(arrayOr(original), items), arrayOr(original), order);
  const { mergeKey } = schema;
  const merged = mergeKeyed(objectsOf(original), objectsOf(items), mergeKey, (old, change) =>
    withoutDirectives(mergeTyped(old, change, schema.type)),
  );
  return inElementOrder(merged, arrayOr(original), order, mergeKey);
}

/** `$deleteFromPrimitiveList/x` takes scalars out of the list x. */
function removeScalars(merged: JsonObject, patch: JsonObject): void {
  for (const [directive, values] of Object.entries(patch)) {
    if (!directive.startsWith(DELETE_FROM_LIST)) continue;
    const member = directive.slice(DELETE_FROM_LIST.length);
    const gone = new Set(arrayOr(values));
    if (merged[member] !== undefined) merged[member] = arrayOr(merged[member]).filter((item) => !gone.has(item));
  }
}

/** `$setElementOrder/x` without x in the patch only reorders. */
function reorderUntouched(merged: JsonObject, patch: JsonObject, type: string): void {
  for (const [directive, order] of Object.entries(patch)) {
    if (!directive.startsWith(ELEMENT_ORDER)) continue;
    const member = directive.slice(ELEMENT_ORDER.length);
    const schema = typeSchema(type)?.members.get(member);
    if (patch[member] !== undefined || merged[member] === undefined || !schema?.merges) continue;
    merged[member] = inElementOrder(arrayOr(merged[member]), arrayOr(merged[member]), order, schema.mergeKey);
  }
}

/** The object without `$…` members and without nulls, at every depth. */
export function withoutDirectives(object: JsonObject): JsonObject {
  const clean: JsonObject = {};
  for (const [member, value] of Object.entries(object)) {
    if (member.startsWith('$') || member === '__proto__' || value === null || value === undefined) continue;
    clean[member] = cleanValue(value);
  }
  return clean;
}

function cleanValue(value: Json): Json {
  if (isJsonObject(value)) return withoutDirectives(value);
  return Array.isArray(value)
    ? (value as readonly Json[]).filter((item) => !(isJsonObject(item) && item.$patch === 'delete')).map(cleanValue)
    : value;
}
