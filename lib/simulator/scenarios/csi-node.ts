import type { Node } from '#lib/kubernetes/node.ts';
import type { Pod } from '#lib/kubernetes/pod.ts';
import { RESOURCES } from '../resources.ts';
import { amounts, podRequests } from '../scheduler/pod-requests.ts';
import { poolOf } from './fleet.ts';
import { daemonSetManifest, EVERYWHERE, rolling } from './manifests.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, type Past } from './past.ts';

/** The storage driver: a fair amount of memory on every Node. */
export function csiNode(tag: string, podSpec: object = { tolerations: EVERYWHERE }): object {
  return daemonSetManifest({
    namespace: 'storage',
    name: 'csi-node',
    image: `registry.k8s.io/sig-storage/csi-node-driver:${tag}`,
    strategy: rolling(2),
    requests: { cpu: '100m', memory: '768Mi' },
    readinessPort: 9808,
    podSpec: {
      ...podSpec,
      priorityClassName: 'system-node-critical',
      volumes: [{ name: 'kubelet', hostPath: { path: '/var/lib/kubelet' } }],
    },
    container: { securityContext: { privileged: true }, volumeMounts: [{ name: 'kubelet', mountPath: '/var/lib/kubelet' }] },
  });
}

const WORKERS = 4;
const LEFT_FREE = 500 * 2 ** 20; // Less than the 768Mi that csi-node asks for.

/**
 * Adds csi-node, and fills every twelfth Node of the general pool with other Pods so that it has no room there.
 * Call it last: it leaves room for the Pods that are on these Nodes already.
 */
export function addCrowdedCsiNode(past: Past): void {
  const crowded = past.nodes.filter((node, index) => poolOf(node) === 'general' && index % 12 === 4);
  const names = new Set(crowded.map((node) => node.metadata.name));
  addAnalytics(past, crowded);
  const csi = past.addDaemonSet([{ agoMs: 40 * MINUTE_MS, manifest: csiNode('v2.14.0') }]);
  past.placePods(csi, (node, _index, eligible) => {
    if (!eligible) return undefined;
    return names.has(node.metadata.name) ? { condition: 'unscheduled', ageMs: 39 * MINUTE_MS } : { ageMs: 38 * MINUTE_MS };
  });
}

function addAnalytics(past: Past, nodes: readonly Node[]): void {
  const free = Math.min(...nodes.map((node) => freeMemory(past, node)));
  if (nodes.length === 0) return;
  const memory = `${Math.floor((free - LEFT_FREE) / WORKERS / 2 ** 20)}Mi`;
  const draft = past.ago(DAY_MS, () => past.api.create<Pod>(RESOURCES.pods, analyticsPod(memory)));
  past.api.delete(RESOURCES.pods, 'demo', draft.metadata.name);
  for (const node of nodes)
    for (let replica = 0; replica < WORKERS; replica++)
      past.importPod(node, draft, { ageMs: past.random.between(HOUR_MS, 20 * HOUR_MS) });
}

function freeMemory(past: Past, node: Node): number {
  const used = past.podsOn(node).reduce((sum, pod) => sum + (podRequests(pod).get('memory') ?? 0), 0);
  return (amounts(node.status.allocatable ?? {}).get('memory') ?? 0) - used;
}

function analyticsPod(memory: string): object {
  const name = 'analytics-6c8d5f7b9d';
  const owner = {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    name,
    uid: '5f0c1d7e-0d0a-4b9e-9c39-6a4be31a7d11',
    controller: true,
  };
  const resources = { requests: { cpu: '1', memory } };
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { generateName: `${name}-`, namespace: 'demo', labels: { app: 'analytics' }, ownerReferences: [owner] },
    spec: { containers: [{ name: 'worker', image: 'registry.example.com/analytics/worker:2026.11', resources }] },
  };
}
