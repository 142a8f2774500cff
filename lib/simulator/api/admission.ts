import type { Resource } from '../cluster-api.ts';
import { ApiError } from '../cluster-api.ts';
import { RESOURCES } from '../resources.ts';
import { forbidden, notFound } from './api-errors.ts';
import type { ClusterContext } from './cluster-writes.ts';
import { type JsonObject, objectOr, objectsOf, stringMap, stringOr, valueAt } from './json.ts';
import type { StoredObject } from './object-store.ts';
import { admitQuota } from './resource-quota.ts';

/** What the API server's admission plug-ins add to or refuse in a new object. Throws ApiError 403, 404. */
export function admitCreate(context: ClusterContext, resource: Resource, draft: JsonObject): void {
  const namespace = resource.namespaced ? admitNamespace(context, resource, draft) : undefined;
  if (resource.kind === 'Node') addNotReadyTaint(draft);
  if (!namespace) return;
  if (resource.kind === 'Pod') admitPod(context, namespace, draft);
  if (resource.kind === 'Service') allocateAddress(context, draft);
  admitQuota(context.store, resource, draft);
}

/** Mirrors kubernetes/apiserver pkg/admission/plugin/namespace/lifecycle/admission.go, v0.36. */
function admitNamespace(context: ClusterContext, resource: Resource, draft: JsonObject): StoredObject {
  const { namespace, name } = stringMap(draft.metadata);
  const found = context.store.get(RESOURCES.namespaces, '', namespace ?? '');
  if (!found) throw notFound(RESOURCES.namespaces, namespace ?? '');
  if (valueAt(found.status, 'phase') !== 'Terminating') return found;
  const refusal = forbidden(
    resource,
    name ?? '',
    `unable to create new content in namespace ${namespace} because it is being terminated`,
  );
  const cause = {
    reason: 'NamespaceTerminating',
    message: `namespace ${namespace} is being terminated`,
    field: 'metadata.namespace',
  };
  throw new ApiError(refusal.code, refusal.reason, refusal.message, { ...refusal.details, causes: [cause] });
}

/** A new node is not ready until its lifecycle controller says so. plugin/pkg/admission/nodetaint, v1.36. */
function addNotReadyTaint(node: JsonObject): void {
  const spec = objectOr(node.spec);
  const taint = { key: 'node.kubernetes.io/not-ready', effect: 'NoSchedule' };
  const taints = objectsOf(spec.taints);
  if (!taints.some(({ key, effect }) => key === taint.key && effect === taint.effect)) spec.taints = [...taints, taint];
}

const PRIORITIES: Record<string, number> = { 'system-cluster-critical': 2_000_000_000, 'system-node-critical': 2_000_001_000 };
const BOUNDED_TOLERATIONS = ['node.kubernetes.io/not-ready', 'node.kubernetes.io/unreachable'];
const TOLERATION_SECONDS = 300;

function admitPod(context: ClusterContext, namespace: StoredObject, pod: JsonObject): void {
  const spec = objectOr(pod.spec);
  mergeNodeSelector(context, namespace, pod, spec);
  setServiceAccount(spec);
  setPriority(context, pod, spec);
  addBoundedTolerations(spec);
}

/** Mirrors kubernetes/kubernetes plugin/pkg/admission/podnodeselector/admission.go, v1.36. */
function mergeNodeSelector(context: ClusterContext, namespace: StoredObject, pod: JsonObject, spec: JsonObject): void {
  const annotation = context.nodeSelectorAnnotations
    .map((name) => namespace.metadata.annotations?.[name])
    .find((value) => value !== undefined);
  const selector = parseSelectorMap(annotation ?? '');
  const own = stringMap(spec.nodeSelector);
  const conflicts = Object.entries(selector).some(([key, value]) => Object.hasOwn(own, key) && own[key] !== value);
  if (conflicts)
    throw forbidden(
      RESOURCES.pods,
      stringOr(objectOr(pod.metadata).name),
      'pod node label selector conflicts with its namespace node label selector',
    );
  const merged = { ...selector, ...own };
  if (Object.keys(merged).length > 0) spec.nodeSelector = merged;
}

const parseSelectorMap = (text: string): Record<string, string> =>
  Object.fromEntries(
    text
      .split(',')
      .map((part) => part.split('='))
      .filter(([key]) => key?.trim() !== '')
      .map(([key = '', value = '']) => [key.trim(), value.trim()]),
  );

function setServiceAccount(spec: JsonObject): void {
  if (stringOr(spec.serviceAccountName) === '') spec.serviceAccountName = 'default';
  spec.serviceAccount = spec.serviceAccountName;
}

/** Mirrors kubernetes/kubernetes plugin/pkg/admission/priority/admission.go, v1.36. */
function setPriority(context: ClusterContext, pod: JsonObject, spec: JsonObject): void {
  const name = stringOr(spec.priorityClassName);
  const stored = context.store.get(RESOURCES.priorityClasses, '', name);
  const value = name === '' ? 0 : (PRIORITIES[name] ?? stored?.value);
  if (typeof value !== 'number')
    throw forbidden(RESOURCES.pods, stringOr(objectOr(pod.metadata).name), `no PriorityClass with name ${name} was found`);
  spec.priority = value;
  if (spec.preemptionPolicy === undefined) spec.preemptionPolicy = stringOr(stored?.preemptionPolicy) || 'PreemptLowerPriority';
}

/** Mirrors kubernetes/kubernetes plugin/pkg/admission/defaulttolerationseconds/admission.go, v1.36. */
function addBoundedTolerations(spec: JsonObject): void {
  const tolerations = objectsOf(spec.tolerations);
  const tolerates = (key: string) =>
    tolerations.some(
      (one) => (one.key === key || stringOr(one.key) === '') && (one.effect === 'NoExecute' || stringOr(one.effect) === ''),
    );
  const added = BOUNDED_TOLERATIONS.filter((key) => !tolerates(key)).map((key) => ({
    key,
    operator: 'Exists',
    effect: 'NoExecute',
    tolerationSeconds: TOLERATION_SECONDS,
  }));
  if (added.length > 0) spec.tolerations = [...tolerations, ...added];
}

/** An address of 10.96.0.0/16, as `--service-cluster-ip-range` has it by custom; a headless Service keeps `None`. */
function allocateAddress({ random }: ClusterContext, service: JsonObject): void {
  const spec = objectOr(service.spec);
  if (spec.type === 'ExternalName') return;
  if (stringOr(spec.clusterIP) === '') spec.clusterIP = `10.96.${random.below(256)}.${1 + random.below(254)}`;
  spec.clusterIPs = [spec.clusterIP ?? ''];
  spec.ipFamilies = ['IPv4'];
  spec.ipFamilyPolicy = 'SingleStack';
}
