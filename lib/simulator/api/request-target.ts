import { REVIEW_RESOURCES, type ReviewResource, type ServedResource, servedResource } from './served-resources.ts';

/** What a path of the API names. */
export type RequestTarget =
  | { readonly of: 'collection'; readonly served: ServedResource; readonly namespace: string }
  | {
      readonly of: 'object';
      readonly served: ServedResource;
      readonly namespace: string;
      readonly name: string;
      readonly subresource: string;
    }
  | { readonly of: 'review'; readonly review: ReviewResource };

interface Split {
  readonly group: string;
  readonly rest: readonly string[];
}

function splitGroup(segments: readonly string[]): Split | undefined {
  if (segments[0] === 'api' && segments[1] === 'v1') return { group: '', rest: segments.slice(2) };
  if (segments[0] === 'apis' && segments[2] === 'v1') return { group: segments[1] ?? '', rest: segments.slice(3) };
  return undefined;
}

/** Reads `/api/v1/…` and `/apis/GROUP/v1/…`; undefined for a path that names nothing that is served. */
export function requestTarget(path: string): RequestTarget | undefined {
  const segments = decodedSegments(path);
  const split = segments && splitGroup(segments);
  if (!split || split.rest.length === 0 || split.rest.includes('')) return undefined;
  const review = REVIEW_RESOURCES.find(({ group, plural }) => group === split.group && plural === split.rest[0]);
  if (review) return split.rest.length === 1 ? { of: 'review', review } : undefined;
  return split.rest[0] === 'namespaces' && split.group === '' && split.rest.length < 3
    ? clusterTarget(split)
    : split.rest[0] === 'namespaces' && !isNamespaceSubresource(split)
      ? namespacedTarget(split)
      : clusterTarget(split);
}

const isNamespaceSubresource = ({ group, rest }: Split) =>
  group === '' && rest.length === 3 && (rest[2] === 'status' || rest[2] === 'finalize');

function decodedSegments(path: string): readonly string[] | undefined {
  try {
    return path.replace(/\/$/, '').split('/').slice(1).map(decodeURIComponent);
  } catch (failure) {
    if (failure instanceof URIError) return undefined;
    throw failure;
  }
}

function namespacedTarget({ group, rest }: Split): RequestTarget | undefined {
  const [, namespace = '', plural = '', name, subresource = '', ...more] = rest;
  const served = servedResource(group, plural);
  if (!served?.resource.namespaced || more.length > 0) return undefined;
  return name === undefined ? { of: 'collection', served, namespace } : objectTarget(served, { namespace, name, subresource });
}

function clusterTarget({ group, rest }: Split): RequestTarget | undefined {
  const [plural = '', name, subresource = '', ...more] = rest;
  const served = servedResource(group, plural);
  if (!served || more.length > 0) return undefined;
  if (name === undefined) return { of: 'collection', served, namespace: '' };
  return served.resource.namespaced ? undefined : objectTarget(served, { namespace: '', name, subresource });
}

function objectTarget(
  served: ServedResource,
  at: { namespace: string; name: string; subresource: string },
): RequestTarget | undefined {
  const known = at.subresource === '' || served.subresources.some(({ name }) => name === at.subresource);
  return known ? { of: 'object', served, ...at } : undefined;
}
