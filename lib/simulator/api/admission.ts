import type { Resource } from '../cluster-api.ts';
import type { ClusterContext } from './cluster-writes.ts';
import type { JsonObject } from './json.ts';
import type { StoredObject } from './object-store.ts';

/** What the API server's admission plug-ins add to or refuse in a new object. Throws ApiError. */
export function admitCreate(_context: ClusterContext, _resource: Resource, _draft: JsonObject): void {}

/** What the API server's admission plug-ins add to or refuse in a changed object. Throws ApiError. */
export function admitUpdate(_context: ClusterContext, _resource: Resource, _old: StoredObject, _draft: JsonObject): void {}
