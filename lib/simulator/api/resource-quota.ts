import type { Resource } from '../cluster-api.ts';
import { RESOURCES } from '../resources.ts';
import { forbidden } from './api-errors.ts';
import { type JsonObject, objectOr, stringMap, stringOr, valueAt } from './json.ts';
import type { ObjectStore, StoredObject } from './object-store.ts';

/** The names under which a quota may count objects of this resource. */
function countNames({ plural, group }: Resource): readonly string[] {
  const generic = group === '' ? `count/${plural}` : `count/${plural}.${group}`;
  return ['pods', 'services', 'configmaps', 'resourcequotas'].includes(plural) ? [plural, generic] : [generic];
}

/** A finished Pod counts under `count/pods` only. */
const counts = (name: string, object: StoredObject) =>
  name !== 'pods' || !['Succeeded', 'Failed'].includes(stringOr(valueAt(object.status, 'phase')));

/**
 * Refuses an object that a ResourceQuota of its namespace leaves no room for; object counts only.
 * Mirrors kubernetes/apiserver pkg/admission/plugin/resourcequota/controller.go CheckRequest, v0.36. Throws ApiError 403.
 */
export function admitQuota(store: ObjectStore, resource: Resource, draft: JsonObject): void {
  const { namespace, name } = stringMap(draft.metadata);
  for (const quota of store.all(RESOURCES.resourceQuotas)) {
    if (quota.metadata.namespace !== namespace) continue;
    const hard = objectOr(valueAt(quota.spec, 'hard'));
    for (const counted of countNames(resource)) {
      if (hard[counted] === undefined) continue;
      const used = store
        .all(resource)
        .filter((object) => object.metadata.namespace === namespace && counts(counted, object)).length;
      if (used + 1 <= Number(hard[counted])) continue;
      const why = `exceeded quota: ${quota.metadata.name}, requested: ${counted}=1, used: ${counted}=${used}, limited: ${counted}=${hard[counted]}`;
      throw forbidden(resource, name ?? '', why);
    }
  }
}
