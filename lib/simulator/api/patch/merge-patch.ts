import { badRequest } from '../api-errors.ts';
import { isJsonObject, type Json, type JsonObject } from '../json.ts';

/** Applies an RFC 7386 patch to a copy: null removes, objects merge, all else replaces. Throws ApiError 400. */
export function applyMergePatch(original: JsonObject, patch: unknown): JsonObject {
  if (!isJsonObject(patch)) throw badRequest('error decoding patch: the patch must be an object');
  return mergeObject(original, patch);
}

function mergeObject(original: JsonObject, patch: JsonObject): JsonObject {
  const merged: JsonObject = { ...original };
  for (const [member, value] of Object.entries(patch)) {
    if (member === '__proto__' || value === undefined) continue;
    if (value === null) delete merged[member];
    else merged[member] = mergeValue(merged[member], value);
  }
  return merged;
}

const mergeValue = (original: Json | undefined, patch: Json): Json =>
  isJsonObject(patch) ? mergeObject(isJsonObject(original) ? original : {}, patch) : patch;
