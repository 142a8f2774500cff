import { badRequest } from '../api-errors.ts';
import type { JsonObject } from '../json.ts';
import type { StoredObject } from '../object-store.ts';
import { objectText } from '../serialised-object.ts';
import { tableKind } from './table-kinds.ts';

export type IncludeObject = 'None' | 'Metadata' | 'Object';

/** Reads the `includeObject` query parameter. Throws ApiError 400. */
export function parseIncludeObject(text: string | null): IncludeObject {
  if (text === null || text === '') return 'Metadata';
  if (text === 'None' || text === 'Metadata' || text === 'Object') return text;
  throw badRequest(`unrecognized includeObject value: ${JSON.stringify(text)}`);
}

function rowObject(object: StoredObject, include: IncludeObject): string {
  if (include === 'Object') return objectText(object);
  if (include === 'None') return 'null';
  return `{"kind":"PartialObjectMetadata","apiVersion":"meta.k8s.io/v1","metadata":${JSON.stringify(object.metadata)}}`;
}

/**
 * A meta.k8s.io/v1 Table of objects of one kind, as JSON text.
 * Mirrors kubernetes/apiserver pkg/endpoints/handlers/response.go asTable, v0.36.
 */
export function tableText(
  kind: string,
  objects: readonly StoredObject[],
  options: { readonly now: number; readonly include: IncludeObject; readonly metadata: JsonObject; readonly headers: boolean },
): string {
  const { columns, cells } = tableKind(kind);
  const definitions = JSON.stringify(options.headers ? columns : null);
  const rows = objects.map(
    (object) => `{"cells":${JSON.stringify(cells(object, options.now))},"object":${rowObject(object, options.include)}}`,
  );
  return `{"kind":"Table","apiVersion":"meta.k8s.io/v1","metadata":${JSON.stringify(options.metadata)},"columnDefinitions":${definitions},"rows":[${rows.join(',')}]}`;
}
