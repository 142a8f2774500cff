import { badRequest } from './api-errors.ts';
import type { ApiRequest } from './api-request.ts';
import { isJsonObject, type Json, type JsonObject } from './json.ts';
import { type MemberSchema, typeSchema } from './schema/served-type.ts';

export interface KnownFields {
  /** The object without the members that its type has not. */
  readonly object: JsonObject;
  /** Values for Warning headers. */
  readonly warnings: readonly string[];
}

/**
 * Drops members that the type does not have, and refuses or warns of them as `fieldValidation` says.
 * Mirrors kubernetes/apiserver pkg/endpoints/handlers/create.go with a strict decoder, v0.36. Throws ApiError 400.
 */
export function keepKnownFields(request: ApiRequest, object: JsonObject, kind: string): KnownFields {
  const unknown: string[] = [];
  const kept = knownObject(object, kind, '', unknown);
  const faults = unknown.map((path) => `unknown field ${JSON.stringify(path)}`);
  const mode = request.query.get('fieldValidation') ?? 'Warn';
  if (faults.length === 0 || mode === 'Ignore') return { object: kept, warnings: [] };
  if (mode !== 'Strict') return { object: kept, warnings: faults };
  const version = typeof object.apiVersion === 'string' ? object.apiVersion.replace(/^.*\//, '') : 'v1';
  throw badRequest(
    request.method === 'PATCH'
      ? `strict decoding error: ${faults.join(', ')}`
      : `${kind} in version ${JSON.stringify(version)} cannot be handled as a ${kind}: strict decoding error: ${faults.join(', ')}`,
  );
}

function knownObject(object: JsonObject, type: string, path: string, unknown: string[]): JsonObject {
  const schema = typeSchema(type);
  if (!schema) return object;
  const kept: JsonObject = {};
  for (const [member, value] of Object.entries(object)) {
    const at = path === '' ? member : `${path}.${member}`;
    const known = schema.members.get(member);
    if (!known) unknown.push(at);
    else if (value !== undefined) kept[member] = value === null ? null : knownMember(value, known, at, unknown);
  }
  return kept;
}

function knownMember(value: Json, schema: MemberSchema, path: string, unknown: string[]): Json {
  if (schema.form === 'list' && Array.isArray(value))
    return (value as readonly Json[]).map((item, index) =>
      isJsonObject(item) ? knownObject(item, schema.type, `${path}[${index}]`, unknown) : item,
    );
  if (!isJsonObject(value)) return value;
  if (schema.form === 'one') return knownObject(value, schema.type, path, unknown);
  const entries = Object.entries(value).map(([key, item]) => [
    key,
    isJsonObject(item) ? knownObject(item, schema.type, `${path}.${key}`, unknown) : item,
  ]);
  return Object.fromEntries(entries);
}
