import type { ApiRequest } from './api-request.ts';
import type { ApiServices } from './api-services.ts';
import { aggregatedDiscovery, coreVersions, group, groupList, resourceList, VERSION_DOCUMENT } from './discovery.ts';
import type { JsonObject } from './json.ts';
import { negotiate } from './media-types.ts';
import { openapiDocument, openapiGroup, openapiIndex } from './openapi.ts';
import { patchObject } from './patch-handler.ts';
import { bindPod } from './pod-binding.ts';
import { evictPod } from './pod-eviction.ts';
import { podLog } from './pod-log.ts';
import { getObject, listObjects, watchObjects } from './read-handlers.ts';
import { jsonReply, METHOD_NOT_ALLOWED, PATH_NOT_FOUND, type Reply } from './reply.ts';
import { type RequestTarget, requestTarget } from './request-target.ts';
import { postReview } from './review-handlers.ts';
import { postObject, putObject, removeObject } from './write-handlers.ts';

type Answer = Reply | undefined | Promise<Reply | undefined>;

/** Answers a request of the Kubernetes API; undefined when it streams by itself. Throws ApiError. */
export function routeRequest(services: ApiServices, request: ApiRequest): Answer {
  const path = request.path.replace(/(.)\/+$/, '$1');
  if (path === '/livez' || path === '/readyz' || path === '/healthz')
    return { code: 200, body: 'ok', contentType: 'text/plain; charset=utf-8' };
  const target = requestTarget(path);
  if (!target) {
    const document = discoveryDocument(request, path);
    if (!document) throw PATH_NOT_FOUND;
    if (request.method !== 'GET' && request.method !== 'HEAD') throw METHOD_NOT_ALLOWED;
    return document;
  }
  return target.of === 'review' ? review(services, request, target) : resourceRequest(services, request, target);
}

const AGGREGATED = 'APIGroupDiscoveryList.v2.apidiscovery.k8s.io';

function discoveryDocument(request: ApiRequest, path: string): Reply | undefined {
  if (path === '/api' || path === '/apis') {
    if (negotiate(request.accept, [AGGREGATED]).as !== undefined) {
      const contentType = 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList';
      return { ...jsonReply(200, aggregatedDiscovery(path === '/api')), contentType, headers: { Vary: 'Accept' } };
    }
    return jsonReply(200, path === '/api' ? coreVersions('127.0.0.1') : groupList());
  }
  const found = plainDocument(path);
  if (!found) return undefined;
  negotiate(request.accept, []);
  return jsonReply(200, found);
}

function plainDocument(path: string): JsonObject | undefined {
  if (path === '/version') return VERSION_DOCUMENT;
  if (path === '/') return { paths: ['/api', '/api/v1', '/apis', '/healthz', '/livez', '/openapi/v3', '/readyz', '/version'] };
  if (path === '/api/v1') return resourceList('');
  if (path === '/openapi/v3') return openapiIndex();
  const openapi = openapiGroup(path);
  if (openapi !== undefined) return openapiDocument(openapi);
  const [, apis, name = '', version, ...more] = path.split('/');
  if (apis !== 'apis' || more.length > 0) return undefined;
  if (version === undefined) return group(name);
  return version === 'v1' && name !== '' ? resourceList(name) : undefined;
}

function review(services: ApiServices, request: ApiRequest, target: Extract<RequestTarget, { of: 'review' }>): Answer {
  if (request.method !== 'POST') throw METHOD_NOT_ALLOWED;
  services.counters.count('create', target.review.plural);
  return postReview(services, request, target.review);
}

type ResourceTarget = Exclude<RequestTarget, { of: 'review' }>;

function verbOf(request: ApiRequest, target: ResourceTarget): string {
  const watch = ['true', '1'].includes(request.query.get('watch') ?? '');
  const verbs: Record<string, string> =
    target.of === 'collection'
      ? { GET: watch ? 'watch' : 'list', HEAD: 'list', POST: 'create', DELETE: 'deletecollection' }
      : { GET: 'get', HEAD: 'get', POST: 'create', PUT: 'update', PATCH: 'patch', DELETE: 'delete' };
  const verb = verbs[request.method];
  if (!verb) throw METHOD_NOT_ALLOWED;
  return verb;
}

/** Counts, then lets the injected faults and the authorizer speak, then answers. */
function resourceRequest(services: ApiServices, request: ApiRequest, target: ResourceTarget): Answer {
  const verb = verbOf(request, target);
  const { resource } = target.served;
  const subresource = target.of === 'object' ? target.subresource : '';
  const name = target.of === 'object' ? target.name : '';
  services.counters.count(verb, subresource === '' ? resource.plural : `${resource.plural}/${subresource}`);
  services.faults.check({ verb, resource: resource.plural }, () => request.response.destroy());
  services.access.check({
    verb,
    group: resource.group,
    resource: resource.plural,
    subresource,
    namespace: target.namespace,
    name,
  });
  if (target.of === 'collection') return collectionRequest(services, request, target, verb);
  const at = { resource, namespace: target.namespace, name };
  if (subresource !== '' && subresource !== 'status') return podSubresource(services, request, at, subresource);
  switch (verb) {
    case 'get':
      return getObject(services, request, at);
    case 'update':
      return putObject(services, request, at, subresource);
    case 'patch':
      return patchObject(services, request, at, subresource);
    case 'delete':
      if (subresource === '') return removeObject(services, request, at);
      throw METHOD_NOT_ALLOWED;
    default:
      throw METHOD_NOT_ALLOWED;
  }
}

function collectionRequest(
  services: ApiServices,
  request: ApiRequest,
  target: Extract<ResourceTarget, { of: 'collection' }>,
  verb: string,
): Answer {
  const { resource } = target.served;
  if (verb === 'watch') return watchObjects(services, request, resource, target.namespace);
  if (verb === 'list') return listObjects(services, request, resource, target.namespace);
  // The product must never delete collections, so the simulated cluster has no such thing.
  if (verb !== 'create' || (resource.namespaced && target.namespace === '')) throw METHOD_NOT_ALLOWED;
  return postObject(services, request, resource, target.namespace);
}

function podSubresource(
  services: ApiServices,
  request: ApiRequest,
  at: Parameters<typeof podLog>[2],
  subresource: string,
): Answer {
  if (subresource === 'log' && request.method === 'GET') return podLog(services, request, at);
  if (subresource === 'binding' && request.method === 'POST') return bindPod(services, request, at);
  if (subresource === 'eviction' && request.method === 'POST') return evictPod(services, request, at);
  throw METHOD_NOT_ALLOWED;
}
