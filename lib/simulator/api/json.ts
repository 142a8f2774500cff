/** A JSON document as the wire carries it; absent members may be `undefined`. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  [member: string]: Json | undefined;
}

/** True for a JSON object, false for arrays, null and scalars. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value when it is an object, else an empty one. */
export function objectOr(value: unknown): JsonObject {
  return isJsonObject(value) ? value : {};
}

/** The value when it is an array, else an empty one. */
export function arrayOr(value: unknown): readonly Json[] {
  return Array.isArray(value) ? value : [];
}

/** The value when it is an array of objects, those; anything else is left out. */
export function objectsOf(value: unknown): readonly JsonObject[] {
  return arrayOr(value).filter(isJsonObject);
}

/** The value when it is a string, else the empty string. */
export function stringOr(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** The value at a path of members, undefined as soon as one is missing. */
export function valueAt(value: unknown, ...path: readonly string[]): Json | undefined {
  let current: unknown = value;
  for (const member of path) current = isJsonObject(current) ? current[member] : undefined;
  // Sound: what a Json value contains is Json.
  return current as Json | undefined;
}

/** The member as a string map, without members that are not strings. */
export function stringMap(value: unknown): Record<string, string> {
  const map: Record<string, string> = {};
  for (const [key, member] of Object.entries(objectOr(value))) if (typeof member === 'string') map[key] = member;
  return map;
}

/**
 * A deep copy as a decoder of typed objects would keep it: null members, `undefined` and empty arrays are dropped,
 * because Go cannot tell them from absent ones. Takes anything JSON-like.
 */
export function copyJson(value: unknown): Json {
  if (Array.isArray(value)) return value.map((item) => copyJson(item));
  if (typeof value === 'object' && value !== null) {
    const copy: JsonObject = {};
    for (const [key, member] of Object.entries(value)) {
      if (member === undefined || member === null || (Array.isArray(member) && member.length === 0)) continue;
      if (key === '__proto__') continue;
      copy[key] = copyJson(member);
    }
    return copy;
  }
  return typeof value === 'string' || typeof value === 'boolean' || typeof value === 'number' ? value : null;
}

/** As `copyJson`, for a value known to be an object; anything else gives an empty object. */
export function copyObject(value: unknown): JsonObject {
  return objectOr(copyJson(value));
}

/** Freezes a JSON value to its leaves; parts that are frozen already are trusted to be so throughout. */
export function freezeJson<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  for (const member of Object.values(value)) freezeJson(member);
  return Object.freeze(value);
}

/** Deep equality of JSON values, blind to member order and to `undefined` members. */
export function equalJson(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (Array.isArray(left) || Array.isArray(right)) {
    if (!Array.isArray(left) || !Array.isArray(right) || left.length !== right.length) return false;
    return left.every((item, index) => equalJson(item, right[index]));
  }
  if (!isJsonObject(left) || !isJsonObject(right)) return false;
  for (const key of Object.keys(left)) if (!equalJson(left[key], right[key])) return false;
  for (const key of Object.keys(right)) if (left[key] === undefined && right[key] !== undefined) return false;
  return true;
}
