import type { Resource } from '../cluster-api.ts';
import { invalid } from './api-errors.ts';
import { type JsonObject, objectOr, stringOr } from './json.ts';
import type { StoredObject } from './object-store.ts';
import { metadataCauses } from './validate-metadata.ts';

/** Throws `Invalid` with every cause when a new object breaks the API's rules. */
export function validateCreate(resource: Resource, draft: JsonObject): void {
  const metadata = objectOr(draft.metadata);
  const causes = metadataCauses(metadata, resource.kind);
  if (causes.length > 0) throw invalid(resource, stringOr(metadata.name), causes);
}

/** Throws `Invalid` with every cause when a change breaks the API's rules. */
export function validateUpdate(resource: Resource, _old: StoredObject, draft: JsonObject, _trusted: boolean): void {
  validateCreate(resource, draft);
}
