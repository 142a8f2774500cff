import 'server-only';
import { KubernetesApiError } from './kubernetes-api-error.ts';
import type { ResourceType } from './resource-type.ts';
import { labelSegment, nameSegment } from './segment-guard.ts';

declare const requestPath: unique symbol;
/** A path with its query that this file has built; nothing else reaches a transport. */
export type RequestPath = string & { readonly [requestPath]: true };

export type Query = Readonly<Record<string, string | number | boolean | undefined>>;

/** `/version`: the cheapest question that every API server answers. */
export const VERSION_PATH: RequestPath = built('/version', {});

/** The path of a collection: cluster-wide, or of one namespace. Throws `invalid` for an illegal or misplaced namespace. */
export function collectionPath(type: ResourceType, namespace: string | undefined, query: Query = {}): RequestPath {
  return built(`${scopePath(type, namespace)}/${type.plural}`, query);
}

/**
 * The path of one object, or of its `log` or `eviction`: the only one that a PATCH or DELETE may have, since it always
 * ends in a name. Throws `invalid` for an illegal name.
 */
export function objectPath(
  type: ResourceType,
  where: { readonly namespace?: string; readonly name: string; readonly subresource?: 'log' | 'eviction' },
  query: Query = {},
): RequestPath {
  if (type.namespaced && where.namespace === undefined)
    throw new KubernetesApiError('invalid', `A ${type.kind} needs a namespace.`);
  const path = `${scopePath(type, where.namespace)}/${type.plural}/${nameSegment(where.name)}`;
  return built(where.subresource ? `${path}/${where.subresource}` : path, query);
}

/** The path to which a review of one's own rights or identity is posted. */
export function reviewPath(review: 'selfsubjectaccessreviews' | 'selfsubjectreviews'): RequestPath {
  const group = review === 'selfsubjectreviews' ? 'authentication.k8s.io' : 'authorization.k8s.io';
  return built(`/apis/${group}/v1/${review}`, {});
}

function scopePath(type: ResourceType, namespace: string | undefined): string {
  const root = type.group === '' ? `/api/${type.version}` : `/apis/${type.group}/${type.version}`;
  if (namespace === undefined) return root;
  if (!type.namespaced) throw new KubernetesApiError('invalid', `A ${type.kind} has no namespace.`);
  return `${root}/namespaces/${labelSegment(namespace)}`;
}

function built(path: string, query: Query): RequestPath {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) if (value !== undefined) search.set(key, String(value));
  const text = search.size > 0 ? `${path}?${search}` : path;
  return text as RequestPath;
}
