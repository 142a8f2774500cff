import { type LabelSelector, matchesLabelSelector } from '#lib/kubernetes/label-selector.ts';
import { ApiError, type DeleteOptions, type Resource } from '../cluster-api.ts';
import { RESOURCES } from '../resources.ts';
import { badRequest, notFound, tooManyRequests } from './api-errors.ts';
import type { ApiRequest } from './api-request.ts';
import type { ApiServices } from './api-services.ts';
import { deleteObject } from './cluster-deletes.ts';
import { objectOr, objectsOf, stringOr, valueAt } from './json.ts';
import type { ObjectStore, StoredObject } from './object-store.ts';
import { jsonReply, type Reply } from './reply.ts';
import { type ObjectPath, readObject, writeOptions } from './write-handlers.ts';

const EVICTION: Resource = { group: 'policy', version: 'v1', plural: 'evictions', kind: 'Eviction', namespaced: true };

/**
 * POST of pods/eviction: deletes the Pod unless its PodDisruptionBudget forbids it (429, never a delete by other means).
 * Mirrors kubernetes/kubernetes pkg/registry/core/pod/storage/eviction.go, v1.36.
 */
export async function evictPod(services: ApiServices, request: ApiRequest, at: ObjectPath): Promise<Reply> {
  const body = await readObject(request, EVICTION);
  const name = stringOr(objectOr(body.metadata).name);
  if (name !== '' && name !== at.name) throw badRequest('name in URL does not match name in Eviction object');
  const { store } = services.cluster.context;
  const pod = store.get(at.resource, at.namespace, at.name);
  if (!pod) throw notFound(at.resource, at.name);
  if (!ignoresBudgets(pod)) checkBudgets(store, pod);
  const given = objectOr(body.deleteOptions);
  const preconditions = objectOr(given.preconditions);
  const options: DeleteOptions = {
    ...(typeof given.gracePeriodSeconds === 'number' ? { gracePeriodSeconds: given.gracePeriodSeconds } : {}),
    preconditions: {
      ...(typeof preconditions.uid === 'string' ? { uid: preconditions.uid } : {}),
      ...(typeof preconditions.resourceVersion === 'string' ? { resourceVersion: preconditions.resourceVersion } : {}),
    },
    dryRun: writeOptions(request, '').dryRun === true || (Array.isArray(given.dryRun) && given.dryRun.includes('All')),
  };
  deleteObject(services.cluster.context, at, options);
  return jsonReply(201, { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', code: 201 });
}

const ignoresBudgets = (pod: StoredObject) =>
  pod.metadata.deletionTimestamp !== undefined ||
  ['Succeeded', 'Failed', 'Pending'].includes(stringOr(valueAt(pod.status, 'phase')));

const isReady = (pod: StoredObject) =>
  pod.metadata.deletionTimestamp === undefined &&
  objectsOf(valueAt(pod.status, 'conditions')).some(({ type, status }) => type === 'Ready' && status === 'True');

const selects = (budget: StoredObject, pod: StoredObject) => {
  const selector = objectOr(valueAt(budget.spec, 'selector')) as LabelSelector; // As validation let it through.
  return budget.metadata.namespace === pod.metadata.namespace && matchesLabelSelector(pod.metadata.labels ?? {}, selector);
};

function checkBudgets(store: ObjectStore, pod: StoredObject): void {
  const budgets = store.all(RESOURCES.podDisruptionBudgets).filter((budget) => selects(budget, pod));
  const [budget] = budgets;
  if (!budget) return;
  if (budgets.length > 1)
    throw new ApiError(
      500,
      '',
      'This pod has more than one PodDisruptionBudget, which the eviction subresource does not support.',
    );
  const covered = store.all(RESOURCES.pods).filter((other) => selects(budget, other));
  const healthy = covered.filter(isReady).length;
  const desired = desiredHealthy(budget, covered.length);
  if (!isReady(pod) && healthy >= desired) return; // Its eviction lowers nothing.
  if (healthy > desired) return;
  const message = `The disruption budget ${budget.metadata.name} needs ${desired} healthy pods and has ${healthy} currently`;
  throw tooManyRequests("Cannot evict pod as it would violate the pod's disruption budget.", 0, [
    { reason: 'DisruptionBudget', message },
  ]);
}

/** Percentages round up, as the disruption controller rounds them. */
function desiredHealthy(budget: StoredObject, expected: number): number {
  const scaled = (value: unknown) =>
    typeof value === 'string' && value.endsWith('%') ? Math.ceil((Number.parseInt(value, 10) * expected) / 100) : Number(value);
  const minimum = valueAt(budget.spec, 'minAvailable');
  if (minimum !== undefined) return scaled(minimum);
  const maximum = valueAt(budget.spec, 'maxUnavailable');
  return maximum === undefined ? 0 : Math.max(0, expected - scaled(maximum));
}
