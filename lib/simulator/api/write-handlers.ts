import { ApiError, type DeleteOptions, type Resource } from '../cluster-api.ts';
import { badRequest, forbidden, notSupported } from './api-errors.ts';
import type { ApiRequest } from './api-request.ts';
import type { ApiServices } from './api-services.ts';
import { deleteObject } from './cluster-deletes.ts';
import { createObject, updateObject, type WriteOptions } from './cluster-writes.ts';
import { keepKnownFields } from './field-validation.ts';
import { isJsonObject, type JsonObject, objectOr, stringOr } from './json.ts';
import { parseBody } from './media-types.ts';
import { objectReply } from './read-handlers.ts';
import { jsonReply, type Reply } from './reply.ts';

export interface ObjectPath {
  readonly resource: Resource;
  readonly namespace: string;
  readonly name: string;
}

/** What users cannot delete. kubernetes/apiserver pkg/admission/plugin/namespace/lifecycle, v0.36. */
const IMMORTAL_NAMESPACES = new Set(['default', 'kube-system', 'kube-public']);
const MAX_MANAGER_LENGTH = 128;
const OPTIONS_KINDS: Record<string, string> = { POST: 'CreateOptions', PATCH: 'PatchOptions', DELETE: 'DeleteOptions' };

/** 422 for options of a request, in the words of apimachinery pkg/apis/meta/v1/validation/validation.go, v0.36. */
function invalidOptions(kind: string, field: string, value: unknown): ApiError {
  const cause = notSupported(field, value, ['All']);
  const text = `${kind}.meta.k8s.io "" is invalid: ${field}: ${cause.message}`;
  return new ApiError(422, 'Invalid', text, { group: 'meta.k8s.io', kind, causes: [{ ...cause }] });
}

/** Dry run, field manager and subresource of a write. Throws ApiError 400. */
export function writeOptions(request: ApiRequest, subresource: string): WriteOptions {
  const dryRun = request.query.getAll('dryRun');
  if (dryRun.some((value) => value !== 'All' && value !== ''))
    throw invalidOptions(OPTIONS_KINDS[request.method] ?? 'UpdateOptions', 'dryRun', dryRun);
  return {
    dryRun: dryRun.includes('All'),
    manager: (request.query.get('fieldManager') || request.client).slice(0, MAX_MANAGER_LENGTH),
    ...(subresource === 'status' ? { subresource: 'status' } : {}),
  };
}

const apiVersionOf = (resource: Resource) => (resource.group === '' ? resource.version : `${resource.group}/${resource.version}`);

/** The body as an object of the resource's kind. Throws ApiError 400, 415. */
export async function readObject(request: ApiRequest, resource: Resource): Promise<JsonObject> {
  const body = parseBody(await request.body(), request.contentType);
  if (!isJsonObject(body)) throw badRequest(`the object provided is unrecognized (must be of type ${resource.kind})`);
  const [apiVersion, kind] = [apiVersionOf(resource), resource.kind];
  if ((body.kind ?? kind) !== kind || (body.apiVersion ?? apiVersion) !== apiVersion)
    throw badRequest(
      `${stringOr(body.kind)} in version ${JSON.stringify(stringOr(body.apiVersion))} cannot be handled as a ${kind}: the API version in the data (${stringOr(body.apiVersion)}) does not match the expected API version (${apiVersion})`,
    );
  return body;
}

/** Gives the object the namespace of the path; one of its own must be the same. Throws ApiError 400. */
export function inNamespace(body: JsonObject, { resource, namespace }: { resource: Resource; namespace: string }): JsonObject {
  if (!resource.namespaced) return body;
  const metadata = objectOr(body.metadata);
  const own = stringOr(metadata.namespace);
  if (own !== '' && own !== namespace)
    throw badRequest('the namespace of the provided object does not match the namespace sent on the request');
  return { ...body, metadata: { ...metadata, namespace } };
}

/** The answer to a write, with a Warning header for each thing that was wrong but accepted. */
export function withWarnings(reply: Reply, warnings: readonly string[]): Reply {
  if (warnings.length === 0) return reply;
  const value = warnings.map((text) => `299 - ${JSON.stringify(text)}`).join(', ');
  return { ...reply, headers: { ...reply.headers, Warning: value } };
}

/** POST of a collection. */
export async function postObject(
  services: ApiServices,
  request: ApiRequest,
  resource: Resource,
  namespace: string,
): Promise<Reply> {
  const body = inNamespace(await readObject(request, resource), { resource, namespace });
  const { object: known, warnings } = keepKnownFields(request, body, resource.kind);
  const object = createObject(services.cluster.context, resource, known, writeOptions(request, ''));
  return withWarnings(objectReply(services, request, object, 201), warnings);
}

/** PUT of an object or of its status. */
export async function putObject(services: ApiServices, request: ApiRequest, at: ObjectPath, subresource: string): Promise<Reply> {
  const body = inNamespace(await readObject(request, at.resource), at);
  const name = stringOr(objectOr(body.metadata).name);
  if (name !== at.name) throw badRequest(`the name of the object (${name}) does not match the name on the URL (${at.name})`);
  const { object: known, warnings } = keepKnownFields(request, body, at.resource.kind);
  const object = updateObject(services.cluster.context, at, () => known, writeOptions(request, subresource));
  return withWarnings(objectReply(services, request, object), warnings);
}

/** Reads DeleteOptions from body and query; the body wins where both speak. Throws ApiError 400. */
async function readDeleteOptions(request: ApiRequest): Promise<DeleteOptions> {
  const raw = await request.body();
  const body = raw.length > 0 ? parseBody(raw, request.contentType) : {};
  if (!isJsonObject(body)) throw badRequest('the object provided is unrecognized (must be of type DeleteOptions)');
  const grace = body.gracePeriodSeconds ?? numberOf(request.query.get('gracePeriodSeconds'));
  const propagation = stringOr(body.propagationPolicy) || (request.query.get('propagationPolicy') ?? '');
  const orphan = body.orphanDependents ?? request.query.get('orphanDependents');
  const preconditions = objectOr(body.preconditions);
  const dryRun = [...request.query.getAll('dryRun'), ...(Array.isArray(body.dryRun) ? body.dryRun : [])];
  return {
    ...(typeof grace === 'number' ? { gracePeriodSeconds: grace } : {}),
    ...(propagation === '' && orphan === true ? { propagationPolicy: 'Orphan' } : {}),
    ...(propagation === '' ? {} : { propagationPolicy: propagationPolicy(propagation) }),
    preconditions: {
      ...(typeof preconditions.uid === 'string' ? { uid: preconditions.uid } : {}),
      ...(typeof preconditions.resourceVersion === 'string' ? { resourceVersion: preconditions.resourceVersion } : {}),
    },
    dryRun: dryRun.includes('All'),
  };
}

const numberOf = (text: string | null) =>
  text === null || text === '' || !Number.isInteger(Number(text)) ? undefined : Number(text);

function propagationPolicy(text: string): 'Background' | 'Foreground' | 'Orphan' {
  if (text === 'Background' || text === 'Foreground' || text === 'Orphan') return text;
  throw badRequest(
    `DeleteOptions.meta.k8s.io "" is invalid: propagationPolicy: Unsupported value: ${JSON.stringify(text)}: supported values: "Foreground", "Background", "Orphan", "nil"`,
  );
}

/** DELETE of an object: 200 with a Status when it is gone, else with the object that waits; Pods always as objects. */
export async function removeObject(services: ApiServices, request: ApiRequest, at: ObjectPath): Promise<Reply> {
  if (at.resource.kind === 'Namespace' && IMMORTAL_NAMESPACES.has(at.name))
    throw forbidden(at.resource, at.name, 'this namespace may not be deleted');
  const { object, gone } = deleteObject(services.cluster.context, at, await readDeleteOptions(request));
  if (!gone || at.resource.plural === 'pods') return objectReply(services, request, object);
  const details = {
    name: at.name,
    ...(at.resource.group === '' ? {} : { group: at.resource.group }),
    kind: at.resource.plural,
    uid: object.metadata.uid,
  };
  return jsonReply(200, { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', details });
}
