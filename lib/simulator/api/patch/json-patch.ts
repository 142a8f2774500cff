import { ApiError } from '../../cluster-api.ts';
import { badRequest } from '../api-errors.ts';
import { arrayOr, copyObject, equalJson, isJsonObject, type Json, type JsonObject, stringOr } from '../json.ts';

// The API server does not say what was wrong.
const rejected = () => new ApiError(422, 'Invalid', 'the server rejected our request due to an error in our request');

/** Applies an RFC 6902 patch to a copy. Throws ApiError 400 for a malformed patch, 422 for one that does not fit. */
export function applyJsonPatch(original: JsonObject, patch: unknown): JsonObject {
  if (!Array.isArray(patch))
    throw badRequest('error decoding patch: json: cannot unmarshal object into Go value of type jsonpatch.Patch');
  const root: Root = { document: structuredClone(original) };
  for (const operation of arrayOr(patch)) {
    if (!isJsonObject(operation)) throw badRequest('error decoding patch: an operation must be an object');
    applyOperation(root, operation);
  }
  return copyObject(root.document);
}

type Root = { document: Json };

const OPERATIONS: Record<string, (root: Root, path: readonly string[], operation: JsonObject) => void> = {
  add: (root, path, { value }) => insert(root, path, value ?? null),
  remove,
  replace: (root, path, { value }) => {
    read(root, path);
    remove(root, path);
    insert(root, path, value ?? null);
  },
  test: (root, path, { value }) => {
    if (!equalJson(readOptional(root, path) ?? null, value ?? null)) throw rejected();
  },
  copy: (root, path, { from }) => insert(root, path, structuredClone(read(root, parsePointer(stringOr(from))))),
  move: (root, path, { from }) => {
    const source = parsePointer(stringOr(from));
    const value = read(root, source);
    remove(root, source);
    insert(root, path, value);
  },
};

function applyOperation(root: Root, operation: JsonObject): void {
  const name = stringOr(operation.op);
  const run = Object.hasOwn(OPERATIONS, name) ? OPERATIONS[name] : undefined;
  if (!run) throw rejected();
  run(root, parsePointer(stringOr(operation.path)), operation);
}

function parsePointer(pointer: string): readonly string[] {
  if (pointer === '') return [];
  if (!pointer.startsWith('/')) throw rejected();
  const segments = pointer
    .slice(1)
    .split('/')
    .map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'));
  if (segments.includes('__proto__')) throw rejected();
  return segments;
}

function readOptional(root: Root, path: readonly string[]): Json | undefined {
  let value: Json | undefined = root.document;
  for (const segment of path) {
    if (Array.isArray(value)) value = (value as readonly Json[])[arrayIndex(segment, value.length - 1)];
    else value = isJsonObject(value) && Object.hasOwn(value, segment) ? value[segment] : undefined;
  }
  return value;
}

function read(root: Root, path: readonly string[]): Json {
  const value = readOptional(root, path);
  if (value === undefined) throw rejected();
  return value;
}

function arrayIndex(segment: string, last: number): number {
  const index = /^(0|[1-9]\d*)$/.test(segment) ? Number(segment) : -1;
  if (index < 0 || index > last) throw rejected();
  return index;
}

function insert(root: Root, path: readonly string[], value: Json): void {
  const last = path.at(-1);
  if (last === undefined) {
    root.document = value;
    return;
  }
  const parent = read(root, path.slice(0, -1));
  if (Array.isArray(parent)) parent.splice(last === '-' ? parent.length : arrayIndex(last, parent.length), 0, value);
  else if (isJsonObject(parent)) parent[last] = value;
  else throw rejected();
}

function remove(root: Root, path: readonly string[]): void {
  const last = path.at(-1);
  if (last === undefined) {
    root.document = null;
    return;
  }
  const parent = read(root, path.slice(0, -1));
  if (Array.isArray(parent)) parent.splice(arrayIndex(last, parent.length - 1), 1);
  else if (isJsonObject(parent) && Object.hasOwn(parent, last)) delete parent[last];
  else throw rejected();
}
