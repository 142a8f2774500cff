import { arrayOr, equalJson, isJsonObject, type Json, type JsonObject } from '../json.ts';

/** The union of two lists of scalars, the first one's order first. */
export function mergeScalars(original: readonly Json[], patch: readonly Json[]): readonly Json[] {
  return [...original, ...patch.filter((item) => !original.includes(item))];
}

/** Merges the items of a list by a key; new items come last. `$patch: delete` removes one, `$patch: replace` all. */
export function mergeKeyed(
  original: readonly JsonObject[],
  patch: readonly JsonObject[],
  mergeKey: string,
  merge: (original: JsonObject, patch: JsonObject) => JsonObject,
): readonly JsonObject[] {
  const replaces = patch.some((item) => item.$patch === 'replace');
  const items = replaces ? [] : [...original];
  for (const change of patch) {
    if (change.$patch === 'replace') continue;
    const index = items.findIndex((item) => equalJson(item[mergeKey], change[mergeKey]));
    if (change.$patch === 'delete') {
      if (index >= 0) items.splice(index, 1);
    } else if (index >= 0) items[index] = merge(items[index] ?? {}, change);
    else items.push(merge({}, change));
  }
  return items;
}

/**
 * Puts items into the order that a `$setElementOrder` list asks for; items that it does not name keep their place among
 * the original ones. Mirrors kubernetes/apimachinery pkg/util/strategicpatch/patch.go normalizeElementOrder, v0.36.
 */
export function inElementOrder(
  items: readonly Json[],
  original: readonly Json[],
  order: Json | undefined,
  mergeKey?: string,
): readonly Json[] {
  if (order === undefined) return items;
  const identity = (item: Json) => (mergeKey !== undefined && isJsonObject(item) ? item[mergeKey] : item);
  const positionIn = (list: readonly Json[], item: Json) => list.findIndex((other) => equalJson(identity(other), identity(item)));
  const wanted = arrayOr(order);
  const named = items.filter((item) => positionIn(wanted, item) >= 0);
  named.sort((left, right) => positionIn(wanted, left) - positionIn(wanted, right));
  const others = items.filter((item) => positionIn(wanted, item) < 0);
  const result: Json[] = [];
  while (named.length > 0 || others.length > 0) {
    const [other, next] = [others[0], named[0]];
    if (other === undefined || next === undefined) return [...result, ...named, ...others];
    const [otherAt, nextAt] = [positionIn(original, other), positionIn(original, next)];
    const otherFirst = otherAt >= 0 && nextAt >= 0 && otherAt < nextAt;
    result.push(otherFirst ? other : next);
    (otherFirst ? others : named).shift();
  }
  return result;
}
