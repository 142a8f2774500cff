import { equalJson, isJsonObject, type Json, type JsonObject, objectOr } from './json.ts';
import { type MemberSchema, typeSchema } from './schema/served-type.ts';

/**
 * Fields of an object in the form of `fieldsV1`: `f:name` for members, `k:{…}` for items of keyed lists, `v:…` for items
 * of sets, an empty object for a leaf. Mirrors kubernetes-sigs/structured-merge-diff fieldpath, v6.
 */
export type FieldSet = JsonObject;

const isLeaf = (fields: FieldSet) => Object.keys(fields).length === 0;

/** Keys with a default: a port without a protocol is a TCP port. */
const keyValue = (item: JsonObject, key: string) => item[key] ?? (key === 'protocol' ? 'TCP' : null);

/** The `k:{…}` name of an item of a keyed list. */
export const itemName = (item: JsonObject, keys: readonly string[]) =>
  `k:${JSON.stringify(Object.fromEntries([...keys].sort().map((key) => [key, keyValue(item, key)])))}`;

/** The parts of a value that are fields of their own, by their names; undefined for a leaf. */
function partsOf(
  value: Json | undefined,
  schema: MemberSchema | undefined,
): readonly (readonly [string, Json, MemberSchema | undefined])[] | undefined {
  if (isJsonObject(value)) {
    const members = schema?.form === 'one' ? typeSchema(schema.type)?.members : undefined;
    const present = Object.entries(value).filter(([, member]) => member !== undefined && member !== null);
    return present.map(([name, member]) => [`f:${name}`, member as Json, members?.get(name)] as const);
  }
  if (!Array.isArray(value) || !schema) return undefined;
  const items = value as readonly Json[];
  if (schema.isSet) return items.map((item) => [`v:${JSON.stringify(item)}`, item, undefined] as const);
  if (schema.listKeys.length === 0) return undefined;
  const itemSchema: MemberSchema = { ...schema, form: 'one', listKeys: [], isSet: false };
  return items.filter(isJsonObject).map((item) => [itemName(item, schema.listKeys), item, itemSchema] as const);
}

const rootSchema = (kind: string): MemberSchema => ({
  form: 'one',
  type: kind,
  merges: false,
  retainsKeys: false,
  mergeKey: undefined,
  listKeys: [],
  isSet: false,
});

/** Members of every object that nobody owns. */
const UNOWNED = ['apiVersion', 'kind'];
const UNOWNED_METADATA = [
  ...['name', 'namespace', 'uid', 'resourceVersion', 'generation', 'creationTimestamp', 'managedFields'],
  ...['deletionTimestamp', 'deletionGracePeriodSeconds', 'selfLink', 'generateName'],
];

function owned(object: JsonObject): JsonObject {
  const keep = (from: JsonObject, without: readonly string[]) =>
    Object.fromEntries(Object.entries(from).filter(([member]) => !without.includes(member)));
  const { metadata, ...rest } = keep(object, UNOWNED);
  const kept = keep(objectOr(metadata), UNOWNED_METADATA);
  return Object.keys(kept).length > 0 ? { metadata: kept, ...rest } : rest;
}

/** Every field that an applied object sets. */
export function fieldsOf(object: JsonObject, kind: string): FieldSet {
  return changedFields({}, object, kind);
}

/** The fields that are new or different in `next`. */
export function changedFields(old: JsonObject, next: JsonObject, kind: string): FieldSet {
  return changed(owned(old), owned(next), rootSchema(kind));
}

function changed(old: Json | undefined, next: Json, schema: MemberSchema | undefined): FieldSet {
  const before = new Map((partsOf(old, schema) ?? []).map(([name, value]) => [name, value]));
  const fields: FieldSet = {};
  for (const [name, value, part] of partsOf(next, schema) ?? []) {
    const was = before.get(name);
    if (was !== undefined && equalJson(was, value)) continue;
    const below = changed(was, value, part);
    fields[name] = name.startsWith('k:') && was === undefined ? { '.': {}, ...below } : below;
  }
  return fields;
}

/** Fields of either set. */
export function unionOf(left: FieldSet, right: FieldSet): FieldSet {
  const union: FieldSet = { ...left };
  for (const [name, below] of Object.entries(right)) union[name] = unionOf(objectOr(union[name]), objectOr(below));
  return union;
}

/** Fields of the first set that the second has not; a branch whose leaves all go, goes too. */
export function differenceOf(left: FieldSet, right: FieldSet): FieldSet {
  const difference: FieldSet = {};
  for (const [name, below] of Object.entries(left)) {
    if (right[name] === undefined) difference[name] = below;
    else if (!isLeaf(objectOr(below))) {
      const rest = differenceOf(objectOr(below), objectOr(right[name]));
      if (!isLeaf(rest)) difference[name] = rest;
    }
  }
  return difference;
}

/** The paths of leaves that both sets have, as kubectl prints conflicts: `.spec.template.spec.containers[name="a"].image`. */
export function commonPaths(left: FieldSet, right: FieldSet, path = ''): readonly string[] {
  return Object.entries(left).flatMap(([name, below]) => {
    if (right[name] === undefined || name === '.') return [];
    const at = `${path}${pathPart(name)}`;
    return isLeaf(objectOr(below)) ? [at] : commonPaths(objectOr(below), objectOr(right[name]), at);
  });
}

function pathPart(name: string): string {
  if (name.startsWith('f:')) return `.${name.slice(2)}`;
  if (name.startsWith('v:')) return `[=${name.slice(2)}]`;
  const keys = Object.entries(objectOr(JSON.parse(name.slice(2))));
  return `[${keys.map(([key, value]) => `${key}=${JSON.stringify(value)}`).join(',')}]`;
}

/** A copy of the object without these fields; items and branches go with their last field. */
export function withoutFields(object: JsonObject, fields: FieldSet, kind: string): JsonObject {
  return objectOr(without(object, fields, rootSchema(kind)));
}

function without(value: Json, fields: FieldSet, schema: MemberSchema | undefined): Json | undefined {
  if (isLeaf(fields)) return undefined;
  if (isJsonObject(value)) {
    const members = schema?.form === 'one' ? typeSchema(schema.type)?.members : undefined;
    const kept = Object.entries(value).map(([name, member]) => {
      const below = fields[`f:${name}`];
      return [
        name,
        below === undefined || member === undefined ? member : without(member, objectOr(below), members?.get(name)),
      ] as const;
    });
    return Object.fromEntries(kept.filter(([, member]) => member !== undefined));
  }
  if (!Array.isArray(value) || !schema) return value;
  const itemSchema: MemberSchema = { ...schema, form: 'one', listKeys: [], isSet: false };
  const kept = (value as readonly Json[]).map((item) => {
    const name = isJsonObject(item) ? itemName(item, schema.listKeys) : `v:${JSON.stringify(item)}`;
    const below = fields[name];
    if (below === undefined) return item;
    return objectOr(below)['.'] !== undefined || isLeaf(objectOr(below)) ? undefined : without(item, objectOr(below), itemSchema);
  });
  return kept.filter((item) => item !== undefined);
}
