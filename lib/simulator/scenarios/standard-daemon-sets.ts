import { daemonSetManifest, EVERYWHERE, rolling } from './manifests.ts';
import { DAY_MS, type Past } from './past.ts';

/** Adds the namespaces and the two DaemonSets that every cluster of the demo has, both complete. */
export function addStandardDaemonSets(past: Past): void {
  for (const namespace of ['default', 'kube-system', 'kube-public', 'kube-node-lease', 'monitoring', 'storage', 'edge', 'demo'])
    past.addNamespace(namespace);
  const proxy = past.addDaemonSet([
    { agoMs: 190 * DAY_MS, manifest: kubeProxy('v1.35.4') },
    { agoMs: 30 * DAY_MS, manifest: kubeProxy('v1.36.1') },
  ]);
  past.placePods(proxy, () => ({ ageMs: 30 * DAY_MS }));
  const exporter = past.addDaemonSet([{ agoMs: 150 * DAY_MS, manifest: nodeExporter('v1.9.1') }]);
  past.placePods(exporter, () => ({ ageMs: 100 * DAY_MS }));
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
    container: { ports: [{ name: 'metrics', containerPort: 9100, hostPort: 9100 }] },
    podSpec: { hostPID: true, tolerations: EVERYWHERE },
  });
}
