import 'server-only';
import { NODE_SELECTOR_ANNOTATIONS } from '#lib/kubernetes/namespace.ts';
import { prunePodDisruptionBudget } from '#lib/kubernetes/pod-disruption-budget.ts';
import { pruneDaemonSet, pruneNamespace, pruneNode } from '#lib/kubernetes/prune.ts';
import type { Clock } from './clock.ts';
import { KubernetesApiError } from './kubernetes-api-error.ts';
import {
  type NewEvent,
  type ObjectPatch,
  type PatchOptions,
  type PodDeletion,
  PROPAGATIONS,
  type WriteOperations,
  type WriteOptions,
} from './operations.ts';
import { readJsonAnswer } from './read-answer.ts';
import { itemsOf, pruned } from './read-operations.ts';
import { collectionPath, objectPath, type Query, type RequestPath } from './request-path.ts';
import { RESOURCE_TYPES, type ResourceType } from './resource-type.ts';
import { labelSegment, nameSegment, resourceVersionValue, uidValue } from './segment-guard.ts';
import type { Transport, TransportRequest } from './transport.ts';
import { type RawObject, requireObject } from './watch-event.ts';

const LIMITS = { withinMs: 10_000, maxBytes: 4 * 1024 * 1024 };
const LIST_LIMITS = { ...LIMITS, maxBytes: 32 * 1024 * 1024 };
const FIELD_MANAGER = 'rollcall';
const MOST_BUDGETS = 500;
const LONGEST_EVENT_TEXT = 1_024; // more is refused by the API server
const LONGEST_GRACE_SECONDS = 24 * 60 * 60;
const PATCH_TYPES = {
  strategic: 'application/strategic-merge-patch+json',
  merge: 'application/merge-patch+json',
} as const;

type Where = { readonly namespace?: string; readonly name: string };
type Sent = Pick<TransportRequest, 'method' | 'path' | 'body' | 'contentType'>;

/** One request of each form, over a transport. */
function requestsOver(transport: Transport, clock: Clock, signal: AbortSignal) {
  const send = async (sent: Sent, limits = LIMITS) =>
    (await readJsonAnswer(transport, clock, { ...sent, lane: 'unary', signal }, limits)).object;
  return {
    send,
    get: async (type: ResourceType, where: Where): Promise<RawObject> =>
      requireObject(await send({ method: 'GET', path: objectPath(type, where) }), type),
    remove: async (type: ResourceType, where: Where, body: object): Promise<void> => {
      await send({ method: 'DELETE', path: objectPath(type, where), body });
    },
    patch: async (type: ResourceType, where: Where, given: ObjectPatch, options: PatchOptions): Promise<RawObject> => {
      const path = objectPath(type, where, writeQuery(options));
      const body = withPreconditions(given.body, options);
      return requireObject(await send({ method: 'PATCH', path, body, contentType: PATCH_TYPES[given.type] }), type);
    },
  };
}

/** The writes over a transport; see `WriteOperations`. All of them end when `signal` fires. */
export function createWriteOperations(transport: Transport, clock: Clock, signal: AbortSignal): WriteOperations {
  const { send, get, remove, patch } = requestsOver(transport, clock, signal);
  const { pods, nodes, daemonsets, namespaces, controllerrevisions, poddisruptionbudgets } = RESOURCE_TYPES;

  return {
    deletePod: async (namespace, name, options) => remove(pods, { namespace, name }, deleteOptions(options)),
    async evictPod(namespace, name, options) {
      const path = objectPath(pods, { namespace, name, subresource: 'eviction' }, writeQuery(options));
      await send({ method: 'POST', path, body: eviction(namespace, name, options) });
    },
    deleteNode: async (name, options) => remove(nodes, { name }, deleteOptions(options)),
    async deleteDaemonSet(namespace, name, options) {
      if (!PROPAGATIONS.includes(options.propagation))
        throw new KubernetesApiError('invalid', `The propagation must be ${PROPAGATIONS.join(', ')}.`);
      await remove(daemonsets, { namespace, name }, { ...deleteOptions(options), propagationPolicy: options.propagation });
    },
    patchDaemonSet: async (namespace, name, given, options) =>
      pruned(await patch(daemonsets, { namespace, name }, given, options), daemonsets, pruneDaemonSet),
    async setUnschedulable(name, unschedulable, options) {
      const body = { spec: { unschedulable: unschedulable ? true : null } };
      return pruned(await patch(nodes, { name }, { type: 'strategic', body }, options), nodes, pruneNode);
    },
    async annotateNamespace(name, annotation, value, options) {
      if (!NODE_SELECTOR_ANNOTATIONS.some((known) => known === annotation))
        throw new KubernetesApiError('invalid', `The annotation must be ${NODE_SELECTOR_ANNOTATIONS.join(' or ')}.`);
      const given: ObjectPatch = { type: 'merge', body: { metadata: { annotations: { [annotation]: value } } } };
      return pruned(await patch(namespaces, { name: labelSegment(name) }, given, options), namespaces, pruneNamespace);
    },
    async createEvent(event) {
      const path = collectionPath(RESOURCE_TYPES.events, event.namespace, { fieldManager: FIELD_MANAGER });
      await send({ method: 'POST', path, body: eventObject(event) });
    },
    getWholeDaemonSet: async (namespace, name) => get(daemonsets, { namespace, name }),
    getWholeControllerRevision: async (namespace, name) => get(controllerrevisions, { namespace, name }),
    async listPodDisruptionBudgets(namespace) {
      const path: RequestPath = collectionPath(poddisruptionbudgets, labelSegment(namespace), { limit: MOST_BUDGETS });
      const list = await send({ method: 'GET', path }, LIST_LIMITS);
      return itemsOf(list, poddisruptionbudgets).map((item) => pruned(item, poddisruptionbudgets, prunePodDisruptionBudget));
    },
  };
}

function writeQuery(options: WriteOptions): Query {
  return { fieldManager: FIELD_MANAGER, dryRun: options.dryRun ? 'All' : undefined };
}

/** In the body, since the API server reads no query beside one. */
function deleteOptions(options: PodDeletion) {
  return {
    apiVersion: 'v1',
    kind: 'DeleteOptions',
    preconditions: {
      uid: uidValue(options.uid),
      ...(options.resourceVersion === undefined ? {} : { resourceVersion: resourceVersionValue(options.resourceVersion) }),
    },
    ...(options.gracePeriodSeconds === undefined ? {} : { gracePeriodSeconds: graceValue(options.gracePeriodSeconds) }),
    ...(options.dryRun ? { dryRun: ['All'] } : {}),
  };
}

function eviction(namespace: string, name: string, options: PodDeletion): object {
  const metadata = { namespace: labelSegment(namespace), name: nameSegment(name) };
  return { apiVersion: 'policy/v1', kind: 'Eviction', metadata, deleteOptions: deleteOptions(options) };
}

function graceValue(seconds: number): number {
  if (Number.isInteger(seconds) && seconds >= 0 && seconds <= LONGEST_GRACE_SECONDS) return seconds;
  throw new KubernetesApiError('invalid', `gracePeriodSeconds must be a whole number from 0 to ${LONGEST_GRACE_SECONDS}.`);
}

function withPreconditions(body: ObjectPatch['body'], options: PatchOptions): object {
  const given = typeof body.metadata === 'object' ? body.metadata : {};
  const metadata = { ...given, uid: uidValue(options.uid), resourceVersion: resourceVersionValue(options.resourceVersion) };
  return { ...body, metadata };
}

function eventObject(event: NewEvent): object {
  const { namespace, daemonSet, type, reason, message, at } = event;
  const involvedObject = {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    namespace: labelSegment(namespace),
    name: nameSegment(daemonSet.name),
    uid: uidValue(daemonSet.uid),
  };
  return {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: { namespace, generateName: `${daemonSet.name}.` },
    involvedObject,
    type,
    reason,
    message: message.slice(0, LONGEST_EVENT_TEXT),
    firstTimestamp: at,
    lastTimestamp: at,
    count: 1,
    source: { component: FIELD_MANAGER },
    reportingComponent: FIELD_MANAGER,
  };
}
