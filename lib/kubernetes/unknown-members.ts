import { InvalidObject, type Shape } from './shape.ts';

/**
 * Refuses a member that would be lost in silence: one that differs from a member of the shape only in case, like
 * `nodeselector`. Throws InvalidObject in the words of the API server's strict field validation
 * (kubernetes/apimachinery pkg/runtime/serializer/json/json.go, v0.36). What no shape names at all passes.
 */
export function refuseUnknownMembers(value: unknown, shape: Shape, path: string): void {
  if (typeof shape === 'string' || 'only' in shape || typeof value !== 'object' || value === null) return;
  if ('list' in shape) {
    if (Array.isArray(value))
      for (const [index, item] of value.entries()) refuseUnknownMembers(item, shape.list, `${path}[${index}]`);
    return;
  }
  const known = Object.keys(shape.members);
  for (const [key, member] of Object.entries(value)) {
    const meant = known.find((name) => name.toLowerCase() === key.toLowerCase());
    if (meant === undefined) continue;
    if (meant !== key) throw new InvalidObject(`${path}.${key}`, `unknown field; did you mean ${meant}?`);
    refuseUnknownMembers(member, shape.members[key] as Shape, `${path}.${key}`);
  }
}
