import { TEMPLATE_GENERATION_ANNOTATION } from '#lib/kubernetes/daemon-set.ts';
import type { Resource } from '../cluster-api.ts';
import { defaultPod, defaultPodSpec, podQualityOfService, setDefault } from './default-pod.ts';
import { type JsonObject, objectOr, objectsOf, stringMap } from './json.ts';

type Defaulter = (object: JsonObject) => void;

function member(object: JsonObject, name: string): JsonObject {
  object[name] = objectOr(object[name]);
  return objectOr(object[name]);
}

/** Mirrors kubernetes/kubernetes pkg/apis/apps/v1/defaults.go SetDefaults_DaemonSet, v1.36. */
function defaultDaemonSet(daemonSet: JsonObject): void {
  const spec = member(daemonSet, 'spec');
  const strategy = member(spec, 'updateStrategy');
  setDefault(strategy, 'type', 'RollingUpdate');
  if (strategy.type === 'RollingUpdate') {
    const rollingUpdate = member(strategy, 'rollingUpdate');
    if (rollingUpdate.maxUnavailable === undefined) rollingUpdate.maxUnavailable = 1;
    if (rollingUpdate.maxSurge === undefined) rollingUpdate.maxSurge = 0;
  }
  if (spec.revisionHistoryLimit === undefined) spec.revisionHistoryLimit = 10;
  const template = member(spec, 'template');
  member(template, 'metadata');
  defaultPodSpec(member(template, 'spec'));
}

function defaultService(service: JsonObject): void {
  const spec = member(service, 'spec');
  setDefault(spec, 'sessionAffinity', 'None');
  setDefault(spec, 'type', 'ClusterIP');
  setDefault(spec, 'internalTrafficPolicy', 'Cluster');
  for (const port of objectsOf(spec.ports)) {
    setDefault(port, 'protocol', 'TCP');
    setDefault(port, 'targetPort', port.port);
  }
}

function defaultNode(node: JsonObject): void {
  const status = member(node, 'status');
  member(node, 'spec');
  if (status.allocatable === undefined && status.capacity !== undefined) status.allocatable = structuredClone(status.capacity);
}

function defaultNamespace(namespace: JsonObject): void {
  const metadata = member(namespace, 'metadata');
  if (typeof metadata.name === 'string')
    metadata.labels = { ...stringMap(metadata.labels), 'kubernetes.io/metadata.name': metadata.name };
  member(namespace, 'spec');
  setDefault(member(namespace, 'status'), 'phase', 'Active');
}

const DEFAULTERS: Record<string, Defaulter> = {
  DaemonSet: defaultDaemonSet,
  Pod: (pod) => {
    member(pod, 'spec');
    defaultPod(pod);
  },
  Service: defaultService,
  Node: defaultNode,
  Namespace: defaultNamespace,
  ResourceQuota: (quota) => {
    member(quota, 'spec');
    member(quota, 'status');
  },
  PodDisruptionBudget: (budget) => {
    member(budget, 'spec');
    member(budget, 'status');
  },
};

/** Fills defaults in place, as the API server's decoder does for every body that it reads. */
export function defaultObject(resource: Resource, object: JsonObject): void {
  DEFAULTERS[resource.kind]?.(object);
}

const PREPARE_CREATE: Record<string, Defaulter> = {
  DaemonSet: (daemonSet) => {
    daemonSet.status = { currentNumberScheduled: 0, numberMisscheduled: 0, desiredNumberScheduled: 0, numberReady: 0 };
    const metadata = objectOr(daemonSet.metadata);
    metadata.generation = 1;
    metadata.annotations = { ...stringMap(metadata.annotations), [TEMPLATE_GENERATION_ANNOTATION]: '1' };
  },
  Pod: (pod) => {
    objectOr(pod.metadata).generation = 1;
    pod.status = { phase: 'Pending', qosClass: podQualityOfService(objectOr(pod.spec)) };
  },
  Namespace: (namespace) => {
    objectOr(namespace.spec).finalizers = ['kubernetes'];
    namespace.status = { phase: 'Active' };
  },
  ResourceQuota: (quota) => {
    quota.status = {};
  },
  PodDisruptionBudget: (budget) => {
    objectOr(budget.metadata).generation = 1;
    budget.status = { disruptionsAllowed: 0, currentHealthy: 0, desiredHealthy: 0, expectedPods: 0 };
  },
};

/**
 * Clears what a creator may not set and starts the counters.
 * Mirrors PrepareForCreate of kubernetes/kubernetes pkg/registry/{apps/daemonset,core/pod,core/namespace}/strategy.go, v1.36.
 */
export function prepareForCreate(resource: Resource, object: JsonObject): void {
  PREPARE_CREATE[resource.kind]?.(object);
}
