import type { Resource } from '../cluster-api.ts';
import { notFound } from './api-errors.ts';
import type { ApiRequest } from './api-request.ts';
import type { ApiServices } from './api-services.ts';
import type { JsonObject } from './json.ts';
import { listPage } from './list-handler.ts';
import { type ListOptions, parseListOptions } from './list-options.ts';
import { type AcceptedType, negotiate } from './media-types.ts';
import type { StoredObject } from './object-store.ts';
import { jsonReply, type Reply } from './reply.ts';
import { itemText, objectText } from './serialised-object.ts';
import { parseIncludeObject, tableText } from './table/table-document.ts';
import { metadataEncoder, objectEncoder, tableEncoder, type WatchEncoder } from './watch-events.ts';
import { openWatch } from './watch-handler.ts';

const TABLE = 'Table.v1.meta.k8s.io';
const PARTIAL = 'PartialObjectMetadata.v1.meta.k8s.io';
const PARTIAL_LIST = 'PartialObjectMetadataList.v1.meta.k8s.io';

const partial = (object: StoredObject): JsonObject => ({
  kind: 'PartialObjectMetadata',
  apiVersion: 'meta.k8s.io/v1',
  metadata: object.metadata as unknown as JsonObject, // ObjectMeta is JSON, only its type is narrower.
});

function table(services: ApiServices, request: ApiRequest, kind: string, objects: readonly StoredObject[], metadata: JsonObject) {
  const include = parseIncludeObject(request.query.get('includeObject'));
  return tableText(kind, objects, { now: services.cluster.context.clock.now(), include, metadata, headers: true });
}

/** One object in the form that the client asks for. */
export function objectReply(services: ApiServices, request: ApiRequest, object: StoredObject, code = 200): Reply {
  const accepted: AcceptedType = negotiate(request.accept, [TABLE, PARTIAL]);
  if (accepted.as === 'Table')
    return jsonReply(code, table(services, request, object.kind, [object], { resourceVersion: object.metadata.resourceVersion }));
  return accepted.as === undefined ? jsonReply(code, objectText(object)) : jsonReply(code, partial(object));
}

/** GET of one object, or of its status. */
export function getObject(
  services: ApiServices,
  request: ApiRequest,
  at: { resource: Resource; namespace: string; name: string },
): Reply {
  const object = services.cluster.context.store.get(at.resource, at.namespace, at.name);
  if (!object) throw notFound(at.resource, at.name);
  return objectReply(services, request, object);
}

/** GET of a collection. */
export function listObjects(services: ApiServices, request: ApiRequest, resource: Resource, namespace: string): Reply {
  const accepted = negotiate(request.accept, [TABLE, PARTIAL_LIST]);
  const options = parseListOptions(request.query, resource.kind, namespace);
  const { items, metadata } = listPage(services.cluster.context.store, resource, options);
  if (accepted.as === 'Table') return jsonReply(200, table(services, request, resource.kind, items, metadata));
  if (accepted.as !== undefined)
    return jsonReply(200, {
      kind: 'PartialObjectMetadataList',
      apiVersion: 'meta.k8s.io/v1',
      metadata,
      items: items.map(partial),
    });
  const apiVersion = resource.group === '' ? resource.version : `${resource.group}/${resource.version}`;
  const head = `{"kind":"${resource.kind}List","apiVersion":"${apiVersion}","metadata":${JSON.stringify(metadata)},"items":[`;
  return jsonReply(200, `${head}${items.map(itemText).join(',')}]}\n`);
}

function encoderFor(
  { cluster }: ApiServices,
  request: ApiRequest,
  accepted: AcceptedType,
  resource: Resource,
  options: ListOptions,
): WatchEncoder {
  if (accepted.as === undefined) return objectEncoder(resource, options);
  if (accepted.as !== 'Table') return metadataEncoder(resource, options);
  const include = parseIncludeObject(request.query.get('includeObject'));
  return tableEncoder(resource, options, { include, now: () => cluster.context.clock.now() });
}

/** GET of a collection with `watch=true`: streams until it ends. */
export function watchObjects(services: ApiServices, request: ApiRequest, resource: Resource, namespace: string): undefined {
  const accepted = negotiate(request.accept, [TABLE, PARTIAL]);
  const options = parseListOptions(request.query, resource.kind, namespace);
  const { store } = services.cluster.context;
  const encoder = encoderFor(services, request, accepted, resource, options);
  const { response } = request;
  const { wireClock, bookmarkIntervalMs, maxBacklogLines } = services;
  const watch = openWatch({ store, resource, options, encoder, response, wireClock, bookmarkIntervalMs, maxBacklogLines }, () =>
    services.watches.delete(watch),
  );
  services.watches.add(watch);
}
