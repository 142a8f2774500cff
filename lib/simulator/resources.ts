import type { Resource } from './cluster-api.ts';

const resource = (group: string, plural: string, kind: string, namespaced: boolean): Resource => ({
  group,
  version: 'v1',
  plural,
  kind,
  namespaced,
});

/** Every stored resource of the simulated cluster. */
export const RESOURCES = {
  namespaces: resource('', 'namespaces', 'Namespace', false),
  nodes: resource('', 'nodes', 'Node', false),
  pods: resource('', 'pods', 'Pod', true),
  events: resource('', 'events', 'Event', true),
  services: resource('', 'services', 'Service', true),
  serviceAccounts: resource('', 'serviceaccounts', 'ServiceAccount', true),
  configMaps: resource('', 'configmaps', 'ConfigMap', true),
  limitRanges: resource('', 'limitranges', 'LimitRange', true),
  resourceQuotas: resource('', 'resourcequotas', 'ResourceQuota', true),
  daemonSets: resource('apps', 'daemonsets', 'DaemonSet', true),
  controllerRevisions: resource('apps', 'controllerrevisions', 'ControllerRevision', true),
  podDisruptionBudgets: resource('policy', 'poddisruptionbudgets', 'PodDisruptionBudget', true),
  endpointSlices: resource('discovery.k8s.io', 'endpointslices', 'EndpointSlice', true),
  priorityClasses: resource('scheduling.k8s.io', 'priorityclasses', 'PriorityClass', false),
  leases: resource('coordination.k8s.io', 'leases', 'Lease', true),
} as const satisfies Record<string, Resource>;
