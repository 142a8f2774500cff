import type { DaemonSet } from '#lib/kubernetes/daemon-set.ts';
import { daemonSetManifest, EVERYWHERE, fluentdImage, fluentdManifest, rolling } from './manifests.ts';
import { DAY_MS, type Past, type PlacedPod } from './past.ts';

const NAMESPACES = ['default', 'kube-system', 'kube-public', 'kube-node-lease', 'monitoring', 'storage', 'edge', 'demo'];

/** Adds the namespaces that every scenario has. */
export function addNamespaces(past: Past): void {
  for (const namespace of NAMESPACES) past.addNamespace(namespace);
}

/** Adds kube-proxy and node-exporter, both complete. */
export function addStandardDaemonSets(past: Past): void {
  addKubeProxy(past);
  const exporter = past.addDaemonSet([{ agoMs: 150 * DAY_MS, manifest: nodeExporter('v1.9.1') }]);
  placeEligible(past, exporter, { ageMs: 100 * DAY_MS });
}

/** kube-proxy on every Node, since a month at its present version. */
export function addKubeProxy(past: Past): void {
  const proxy = past.addDaemonSet([
    { agoMs: 190 * DAY_MS, manifest: kubeProxy('v1.35.4') },
    { agoMs: 30 * DAY_MS, manifest: kubeProxy('v1.36.1') },
  ]);
  placeEligible(past, proxy, { ageMs: 30 * DAY_MS });
}

/** fluentd-elasticsearch complete at its second revision. */
export function addSettledFluentd(past: Past): DaemonSet {
  const fluentd = past.addDaemonSet([
    { agoMs: 60 * DAY_MS, manifest: fluentdManifest(fluentdImage(0)) },
    { agoMs: 9 * DAY_MS, manifest: fluentdManifest(fluentdImage(1)) },
  ]);
  placeEligible(past, fluentd, { ageMs: 9 * DAY_MS });
  return fluentd;
}

/** The same Pod on every eligible Node, give or take some hours and a restart. */
export function placeEligible(past: Past, daemonSet: DaemonSet, placed: PlacedPod = {}): void {
  past.placePods(daemonSet, (_node, _index, eligible) => {
    if (!eligible) return undefined;
    const restarts = past.random.next() < 0.04 ? 1 : 0;
    const ageMs = placed.ageMs === undefined ? {} : { ageMs: placed.ageMs * past.random.between(0.97, 1) };
    return { restarts, ...placed, ...ageMs };
  });
}

function kubeProxy(tag: string): object {
  return daemonSetManifest({
    namespace: 'kube-system',
    name: 'kube-proxy',
    image: `registry.k8s.io/kube-proxy:${tag}`,
    strategy: rolling('10%'),
    requests: { cpu: '100m', memory: '64Mi' },
    podSpec: { hostNetwork: true, priorityClassName: 'system-node-critical', tolerations: EVERYWHERE },
  });
}

/** node-exporter with a strategy of the caller's choice. */
export function nodeExporter(tag: string, strategy: object = rolling('10%')): object {
  return daemonSetManifest({
    namespace: 'monitoring',
    name: 'node-exporter',
    image: `quay.io/prometheus/node-exporter:${tag}`,
    strategy,
    requests: { cpu: '20m', memory: '40Mi' },
    readinessPort: 9100,
    annotations: { 'kubernetes.io/change-cause': `node-exporter ${tag}` },
    container: { ports: [{ name: 'metrics', containerPort: 9100, hostPort: 9100 }] },
    podSpec: { hostPID: true, tolerations: EVERYWHERE },
  });
}
