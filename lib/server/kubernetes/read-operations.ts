import 'server-only';
import type { KubernetesEvent } from '#lib/kubernetes/event.ts';
import {
  pruneControllerRevision,
  pruneDaemonSet,
  pruneNamespace,
  pruneNode,
  prunePod,
  prunePodInFull,
  pruneService,
} from '#lib/kubernetes/prune.ts';
import { InvalidObject } from '#lib/kubernetes/shape.ts';
import { isRecord, scrubbed } from './answer-error.ts';
import type { Clock } from './clock.ts';
import { KubernetesApiError } from './kubernetes-api-error.ts';
import type { AccessQuestion, EventTarget, PodLogRequest, ReadOperations } from './operations.ts';
import { readAnswer, readJsonAnswer } from './read-answer.ts';
import { collectionPath, objectPath, type RequestPath, reviewPath } from './request-path.ts';
import { RESOURCE_TYPES, type ResourceType } from './resource-type.ts';
import { labelSegment, nameSegment, uidValue } from './segment-guard.ts';
import type { Transport } from './transport.ts';
import { type RawObject, requireObject } from './watch-event.ts';

const WITHIN_MS = 10_000;
const OBJECT_LIMITS = { withinMs: WITHIN_MS, maxBytes: 4 * 1024 * 1024 };
const LIST_LIMITS = { withinMs: WITHIN_MS, maxBytes: 32 * 1024 * 1024 };
/** Where the API server cuts a log. */
export const LOG_BYTES = 1024 * 1024;
const MAX_TAIL_LINES = 5_000;
const DEFAULT_TAIL_LINES = 500;
const MAX_EVENTS = 500;
const MAX_SERVICES = 1_000;
/** The Pods that are read of one Node. */
export const MAX_PODS_ON_NODE = 1_000;
const MAX_PODS_MATCHING = 500;

type Where = { readonly namespace?: string; readonly name: string };
type Prune<T> = (raw: RawObject) => T;

/** The reads over a transport; see `ReadOperations`. All of them end when `signal` fires. */
export function createReadOperations(transport: Transport, clock: Clock, signal: AbortSignal): ReadOperations {
  const get = async (path: RequestPath, limits = OBJECT_LIMITS) =>
    (await readJsonAnswer(transport, clock, { method: 'GET', path, lane: 'unary', signal }, limits)).object;
  const post = async (path: RequestPath, body: object) =>
    (await readJsonAnswer(transport, clock, { method: 'POST', path, body, lane: 'unary', signal }, OBJECT_LIMITS)).object;
  const getObject = async <T>(type: ResourceType, where: Where, prune: Prune<T>) =>
    pruned(requireObject(await get(objectPath(type, where)), type), type, prune);

  return {
    getNode: (name) => getObject(RESOURCE_TYPES.nodes, { name }, pruneNode),
    getPod: (namespace, name) => getObject(RESOURCE_TYPES.pods, { namespace, name }, prunePodInFull),
    getDaemonSet: (namespace, name) => getObject(RESOURCE_TYPES.daemonsets, { namespace, name }, pruneDaemonSet),
    getControllerRevision: (namespace, name) =>
      getObject(RESOURCE_TYPES.controllerrevisions, { namespace, name }, pruneControllerRevision),
    getWholePod: (namespace, name) => getObject(RESOURCE_TYPES.pods, { namespace, name }, whole),
    getWholeNode: (name) => getObject(RESOURCE_TYPES.nodes, { name }, whole),
    async listWholeControllerRevisions(namespace, labelSelector) {
      const path = collectionPath(RESOURCE_TYPES.controllerrevisions, namespace, { labelSelector });
      return itemsOf(await get(path, LIST_LIMITS), RESOURCE_TYPES.controllerrevisions);
    },
    async listPodsMatching(namespace, labelSelector) {
      const path = collectionPath(RESOURCE_TYPES.pods, namespace, { labelSelector, limit: MAX_PODS_MATCHING });
      const items = itemsOf(await get(path, LIST_LIMITS), RESOURCE_TYPES.pods);
      return items.map((item) => pruned(item, RESOURCE_TYPES.pods, prunePod));
    },
    async listPodsOnNode(node) {
      const fieldSelector = `spec.nodeName=${nameSegment(node)}`;
      const path = collectionPath(RESOURCE_TYPES.pods, undefined, { fieldSelector, limit: MAX_PODS_ON_NODE });
      const items = itemsOf(await get(path, LIST_LIMITS), RESOURCE_TYPES.pods);
      return items.map((item) => pruned(item, RESOURCE_TYPES.pods, prunePodInFull));
    },
    async listEvents(target) {
      return itemsOf(await get(eventsPath(target), LIST_LIMITS), RESOURCE_TYPES.events).map(asEvent);
    },
    async readPodLog(namespace, name, request = {}) {
      const path = objectPath(RESOURCE_TYPES.pods, { namespace, name, subresource: 'log' }, logQuery(request));
      const limits = { withinMs: WITHIN_MS, maxBytes: LOG_BYTES + 64 * 1024 };
      return (await readAnswer(transport, clock, { method: 'GET', path, lane: 'unary', signal }, limits)).body.toString('utf8');
    },
    getNamespace: async (name) => getObject(RESOURCE_TYPES.namespaces, { name: labelSegment(name) }, pruneNamespace),
    async listServices(namespace) {
      const path = collectionPath(RESOURCE_TYPES.services, namespace, { limit: MAX_SERVICES });
      const items = itemsOf(await get(path, LIST_LIMITS), RESOURCE_TYPES.services);
      return items.map((item) => pruned(item, RESOURCE_TYPES.services, pruneService));
    },
    async listNamespaces() {
      const list = await get(collectionPath(RESOURCE_TYPES.namespaces, undefined), LIST_LIMITS);
      return itemsOf(list, RESOURCE_TYPES.namespaces)
        .map((item) => item.metadata.name)
        .sort();
    },
    async reviewAccess(question) {
      return toAccessAnswer(await post(reviewPath('selfsubjectaccessreviews'), accessReview(question)));
    },
    async reviewSelf() {
      const body = { apiVersion: 'authentication.k8s.io/v1', kind: 'SelfSubjectReview' };
      return toIdentity(await post(reviewPath('selfsubjectreviews'), body));
    },
  };
}

const whole = (raw: RawObject): RawObject => raw;

function eventsPath(target: EventTarget): RequestPath {
  const selector = [`involvedObject.kind=${target.kind}`, `involvedObject.name=${nameSegment(target.name)}`];
  if (target.uid !== undefined) selector.push(`involvedObject.uid=${uidValue(target.uid)}`);
  return collectionPath(RESOURCE_TYPES.events, target.namespace, { fieldSelector: selector.join(','), limit: MAX_EVENTS });
}

function logQuery(request: PodLogRequest) {
  const tailLines = request.tailLines ?? DEFAULT_TAIL_LINES;
  if (!Number.isInteger(tailLines) || tailLines < 1 || tailLines > MAX_TAIL_LINES)
    throw new KubernetesApiError('invalid', `tailLines must be a whole number from 1 to ${MAX_TAIL_LINES}.`);
  return {
    container: request.container === undefined ? undefined : labelSegment(request.container),
    tailLines,
    limitBytes: LOG_BYTES,
    previous: request.previous === true ? true : undefined,
    timestamps: request.timestamps === true ? true : undefined,
    sinceTime: request.sinceTime === undefined ? undefined : timeValue(request.sinceTime),
  };
}

function timeValue(text: string): string {
  const at = Date.parse(text);
  if (Number.isNaN(at)) throw new KubernetesApiError('invalid', 'sinceTime must be a time as RFC 3339 writes it.');
  return new Date(at).toISOString();
}

function accessReview(question: AccessQuestion): object {
  const { verb, group = '', resource, subresource, namespace, name } = question;
  const resourceAttributes = { verb, group, resource, subresource, namespace, name };
  return { apiVersion: 'authorization.k8s.io/v1', kind: 'SelfSubjectAccessReview', spec: { resourceAttributes } };
}

function toAccessAnswer(review: Record<string, unknown>) {
  const status = isRecord(review.status) ? review.status : {};
  return { allowed: status.allowed === true, reason: typeof status.reason === 'string' ? scrubbed(status.reason) : '' };
}

function toIdentity(review: Record<string, unknown>) {
  const status = isRecord(review.status) ? review.status : {};
  const user = isRecord(status.userInfo) ? status.userInfo : {};
  if (typeof user.username !== 'string') throw new KubernetesApiError('malformed', 'The API server did not say who we are.');
  const groups = Array.isArray(user.groups) ? user.groups.filter((group) => typeof group === 'string') : [];
  return { username: user.username, groups };
}

/** The items of a list, each checked for kind and metadata. Throws `malformed`. */
export function itemsOf(list: Record<string, unknown>, type: ResourceType): RawObject[] {
  if (list.kind !== `${type.kind}List` || !Array.isArray(list.items ?? []))
    throw new KubernetesApiError('malformed', `The answer is not a ${type.kind}List.`);
  const items = Array.isArray(list.items) ? list.items : [];
  return items.map((item) => requireObject(item, type));
}

/** What `prune` makes of the object; throws `malformed` where that throws InvalidObject. */
export function pruned<T>(raw: RawObject, type: ResourceType, prune: Prune<T>): T {
  try {
    return prune(raw);
  } catch (thrown) {
    if (!(thrown instanceof InvalidObject)) throw thrown;
    throw new KubernetesApiError('malformed', `The API server sent a ${type.kind} that cannot be read: ${thrown.message}.`);
  }
}

/** The one cast of this file: metadata and kind were checked, every other field of an Event is optional to its readers. */
function asEvent(raw: RawObject): KubernetesEvent {
  return raw as unknown as KubernetesEvent;
}
