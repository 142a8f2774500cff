import { copyObject, type JsonObject, objectOr, objectsOf, stringOr, valueAt } from './json.ts';

/** Sets a member that is absent or empty. */
export function setDefault(object: JsonObject, member: string, value: JsonObject[string]): void {
  const current = object[member];
  if (current === undefined || current === '' || current === 0) object[member] = value;
}

const imageTag = (image: string) => {
  if (image.includes('@')) return '';
  const last = image.slice(image.lastIndexOf('/') + 1);
  return last.includes(':') ? last.slice(last.indexOf(':') + 1) : 'latest';
};

function defaultProbe(probe: JsonObject): void {
  setDefault(probe, 'timeoutSeconds', 1);
  setDefault(probe, 'periodSeconds', 10);
  setDefault(probe, 'successThreshold', 1);
  setDefault(probe, 'failureThreshold', 3);
  defaultHandler(probe);
}

function defaultHandler(handler: JsonObject): void {
  if (handler.httpGet !== undefined) {
    const httpGet = objectOr(handler.httpGet);
    setDefault(httpGet, 'path', '/');
    setDefault(httpGet, 'scheme', 'HTTP');
  }
  if (handler.grpc !== undefined && objectOr(handler.grpc).service === undefined) objectOr(handler.grpc).service = '';
}

function defaultContainer(container: JsonObject): void {
  setDefault(container, 'imagePullPolicy', imageTag(stringOr(container.image)) === 'latest' ? 'Always' : 'IfNotPresent');
  setDefault(container, 'terminationMessagePath', '/dev/termination-log');
  setDefault(container, 'terminationMessagePolicy', 'File');
  setDefault(container, 'resources', {});
  for (const port of objectsOf(container.ports)) setDefault(port, 'protocol', 'TCP');
  for (const probe of ['livenessProbe', 'readinessProbe', 'startupProbe'])
    if (container[probe] !== undefined) defaultProbe(objectOr(container[probe]));
  for (const hook of ['postStart', 'preStop']) defaultHandler(objectOr(valueAt(container.lifecycle, hook)));
  for (const variable of objectsOf(container.env)) {
    const fieldRef = valueAt(variable.valueFrom, 'fieldRef');
    if (fieldRef !== undefined) setDefault(objectOr(fieldRef), 'apiVersion', 'v1');
    const resourceFieldRef = valueAt(variable.valueFrom, 'resourceFieldRef');
    if (resourceFieldRef !== undefined) setDefault(objectOr(resourceFieldRef), 'divisor', '0');
  }
}

const VOLUME_MODE = 0o644;

function defaultVolume(volume: JsonObject): void {
  if (Object.keys(volume).every((member) => member === 'name')) volume.emptyDir = {};
  for (const source of ['secret', 'configMap', 'downwardAPI', 'projected'])
    if (volume[source] !== undefined) setDefault(objectOr(volume[source]), 'defaultMode', VOLUME_MODE);
  const hostPath = objectOr(volume.hostPath);
  if (volume.hostPath !== undefined && hostPath.type === undefined) hostPath.type = '';
  for (const item of objectsOf(valueAt(volume, 'downwardAPI', 'items')))
    if (item.fieldRef !== undefined) setDefault(objectOr(item.fieldRef), 'apiVersion', 'v1');
}

/**
 * Fills a pod spec in place as the API server stores it.
 * Mirrors kubernetes/kubernetes pkg/apis/core/v1/defaults.go SetDefaults_PodSpec and what it calls, v1.36.
 */
export function defaultPodSpec(spec: JsonObject): void {
  setDefault(spec, 'dnsPolicy', 'ClusterFirst');
  setDefault(spec, 'restartPolicy', 'Always');
  setDefault(spec, 'schedulerName', 'default-scheduler');
  if (spec.securityContext === undefined) spec.securityContext = {};
  if (spec.terminationGracePeriodSeconds === undefined) spec.terminationGracePeriodSeconds = 30;
  if (typeof spec.serviceAccountName === 'string') setDefault(spec, 'serviceAccount', spec.serviceAccountName);
  else if (typeof spec.serviceAccount === 'string') spec.serviceAccountName = spec.serviceAccount;
  for (const list of ['initContainers', 'containers', 'ephemeralContainers'])
    for (const container of objectsOf(spec[list])) defaultContainer(container);
  for (const volume of objectsOf(spec.volumes)) defaultVolume(volume);
  if (spec.hostNetwork === true) defaultHostPorts(spec);
}

function defaultHostPorts(spec: JsonObject): void {
  for (const list of ['initContainers', 'containers'])
    for (const container of objectsOf(spec[list]))
      for (const port of objectsOf(container.ports)) setDefault(port, 'hostPort', port.containerPort);
}

/** What a Pod gets beyond its spec's defaults: requests from limits, and links to services. SetDefaults_Pod, v1.36. */
export function defaultPod(pod: JsonObject): void {
  const spec = objectOr(pod.spec);
  defaultPodSpec(spec);
  if (spec.enableServiceLinks === undefined) spec.enableServiceLinks = true;
  for (const list of ['initContainers', 'containers'])
    for (const container of objectsOf(spec[list])) {
      const resources = objectOr(container.resources);
      if (resources.limits !== undefined)
        resources.requests = { ...copyObject(resources.limits), ...objectOr(resources.requests) };
    }
}

/** `Guaranteed`, `Burstable` or `BestEffort`. Mirrors pkg/apis/core/v1/helper/qos/qos.go GetPodQOS, v1.36. */
export function podQualityOfService(spec: JsonObject): string {
  const containers = [...objectsOf(spec.initContainers), ...objectsOf(spec.containers)];
  const compute = (container: JsonObject, kind: string) =>
    Object.entries(objectOr(valueAt(container, 'resources', kind))).filter(([name]) => name === 'cpu' || name === 'memory');
  if (containers.every((one) => compute(one, 'requests').length === 0 && compute(one, 'limits').length === 0))
    return 'BestEffort';
  const guaranteed = containers.every((one) => {
    const [limits, requests] = [new Map(compute(one, 'limits')), new Map(compute(one, 'requests'))];
    return limits.size === 2 && [...limits].every(([name, limit]) => String(requests.get(name) ?? limit) === String(limit));
  });
  return guaranteed ? 'Guaranteed' : 'Burstable';
}
