import { helloDaemonSet } from './hello-daemon-set.ts';
import { daemonSetManifest, EVERYWHERE, rolling } from './manifests.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, type Past } from './past.ts';
import { nodeExporter, placeEligible } from './standard-daemon-sets.ts';

const ON_DELETE = { type: 'OnDelete' };
const SURGE = { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 0, maxSurge: '10%' } };

/** The DaemonSets of the showcase besides kube-proxy, fluentd-elasticsearch and csi-node. */
export function addShowcaseDaemonSets(past: Past): void {
  addHalfStaleExporter(past);
  addNetworking(past);
  addPoolDaemonSets(past);
  addCrashing(past);
  addStalled(past);
}

function addHalfStaleExporter(past: Past): void {
  const exporter = past.addDaemonSet([
    { agoMs: 150 * DAY_MS, manifest: nodeExporter('v1.8.2', ON_DELETE) },
    { agoMs: 3 * DAY_MS, manifest: nodeExporter('v1.9.1', ON_DELETE) },
  ]);
  past.placePods(exporter, (_node, index, eligible) => {
    if (!eligible) return undefined;
    return index % 2 === 0 ? { revisionsBack: 1, ageMs: 100 * DAY_MS } : { ageMs: past.random.between(HOUR_MS, 70 * HOUR_MS) };
  });
}

function addNetworking(past: Past): void {
  const cilium = daemonSetManifest({
    namespace: 'networking',
    name: 'cilium',
    image: 'quay.io/cilium/cilium:v1.19.2',
    strategy: rolling(2),
    requests: { cpu: '200m', memory: '256Mi' },
    readinessPort: 9879,
    podSpec: {
      hostNetwork: true,
      tolerations: EVERYWHERE,
      priorityClassName: 'system-node-critical',
      initContainers: [{ name: 'mount-bpf-fs', image: 'quay.io/cilium/cilium:v1.19.2' }],
    },
  });
  placeEligible(past, past.addDaemonSet([{ agoMs: 80 * DAY_MS, manifest: cilium }]), { ageMs: 80 * DAY_MS });
  const dnsCache = daemonSetManifest({
    namespace: 'kube-system',
    name: 'node-local-dns',
    image: 'registry.k8s.io/dns/k8s-dns-node-cache:1.26.5',
    strategy: SURGE,
    requests: { cpu: '25m', memory: '32Mi' },
    minReadySeconds: 5,
    readinessPort: 8080,
    podSpec: { tolerations: EVERYWHERE },
  });
  placeEligible(past, past.addDaemonSet([{ agoMs: 45 * DAY_MS, manifest: dnsCache }]), { ageMs: 45 * DAY_MS });
}

function addPoolDaemonSets(past: Past): void {
  const devicePlugin = daemonSetManifest({
    namespace: 'gpu-operator',
    name: 'nvidia-device-plugin',
    image: 'nvcr.io/nvidia/k8s-device-plugin:v0.18.1',
    requests: { cpu: '50m', memory: '100Mi' },
    podSpec: {
      nodeSelector: { 'nvidia.com/gpu.present': 'true' },
      tolerations: [{ key: 'nvidia.com/gpu', operator: 'Exists', effect: 'NoSchedule' }],
    },
  });
  placeEligible(past, past.addDaemonSet([{ agoMs: 33 * DAY_MS, manifest: devicePlugin }]), { ageMs: 33 * DAY_MS });
  const edgeProxy = daemonSetManifest({
    namespace: 'edge',
    name: 'edge-proxy',
    image: 'envoyproxy/envoy:v1.36.2',
    strategy: rolling(1),
    requests: { cpu: '500m', memory: '512Mi' },
    readinessPort: 9901,
    podSpec: { nodeSelector: { 'node-role.kubernetes.io/edge': '' } },
    container: {
      ports: [
        { name: 'http', containerPort: 8080, hostPort: 80 },
        { name: 'https', containerPort: 8443, hostPort: 443 },
      ],
    },
  });
  placeEligible(past, past.addDaemonSet([{ agoMs: 21 * DAY_MS, manifest: edgeProxy }]), { ageMs: 21 * DAY_MS });
  const hello = past.addDaemonSet([
    { agoMs: 5 * DAY_MS, manifest: helloDaemonSet({ namespace: 'demo', nodeSelector: { type: 'compute' } }) },
  ]);
  placeEligible(past, hello, { ageMs: 5 * DAY_MS });
}

/** Runs everywhere but on every twentieth Node, where it exits again and again. */
function addCrashing(past: Past): void {
  const sensor = daemonSetManifest({
    namespace: 'security',
    name: 'falco',
    image: 'docker.io/falcosecurity/falco:0.42.1',
    strategy: rolling('5%'),
    requests: { cpu: '100m', memory: '256Mi' },
    readinessPort: 8765,
    podSpec: { tolerations: EVERYWHERE, hostPID: true },
    container: { securityContext: { privileged: true } },
  });
  const daemonSet = past.addDaemonSet([{ agoMs: 12 * DAY_MS, manifest: sensor }]);
  past.placePods(daemonSet, (_node, index, eligible) => {
    if (!eligible) return undefined;
    if (index % 20 !== 13) return { ageMs: past.random.between(11 * DAY_MS, 12 * DAY_MS) };
    return { condition: 'crash-loop', ageMs: 2 * HOUR_MS, restarts: 27, behaviour: 'crash-loop' };
  });
}

/** Its newest image does not exist: the first Nodes that got it hold the rollout. */
function addStalled(past: Past): void {
  const scanner = (tag: string) =>
    daemonSetManifest({
      namespace: 'security',
      name: 'runtime-scanner',
      image: `registry.example.com/security/runtime-scanner:${tag}`,
      strategy: rolling(2),
      requests: { cpu: '30m', memory: '48Mi' },
      podSpec: { tolerations: [{ key: 'nvidia.com/gpu', operator: 'Exists', effect: 'NoSchedule' }] },
    });
  const daemonSet = past.addDaemonSet([
    { agoMs: 40 * DAY_MS, manifest: scanner('4.7.0') },
    { agoMs: 26 * MINUTE_MS, manifest: scanner('4.8.0-not-found') },
  ]);
  let stuck = 0;
  past.placePods(daemonSet, (_node, index, eligible) => {
    if (!eligible) return undefined;
    if (index % 7 !== 5 || stuck >= 2) return { revisionsBack: 1, ageMs: 39 * DAY_MS };
    stuck++;
    return { condition: 'image-pull-back-off', ageMs: 25 * MINUTE_MS };
  });
}
