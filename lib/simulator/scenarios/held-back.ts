import type { Pod } from '#lib/kubernetes/pod.ts';
import { RESOURCES } from '../resources.ts';
import { addFleet, poolOf } from './fleet.ts';
import { daemonSetManifest, rolling } from './manifests.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, type Past } from './past.ts';
import type { Scenario } from './scenario.ts';
import { addNamespaces, addSettledFluentd, addStandardDaemonSets } from './standard-daemon-sets.ts';

const HELD = 3;
const HOST_PORT = 9411;

/** Three Nodes hold back each of three DaemonSets, every time for another reason that is not in the Pod's status. */
export const heldBack: Scenario = {
  name: 'held-back',
  description:
    'Three nodes hold back each of three daemonsets: a used-up quota, a probe that never passes, a host port that is taken.',
  subject: 'monitoring/trace-agent',
  keepsRolling: false,
  build(past) {
    addNamespaces(past);
    past.addNamespace('metering');
    addFleet(past);
    addStandardDaemonSets(past);
    addSettledFluentd(past);
    addUnready(past);
    addPortTaken(past);
    addOverQuota(past);
  },
};

/** A rolling update whose new Pods run but never become ready. */
function addUnready(past: Past): void {
  const agent = (tag: string) =>
    daemonSetManifest({
      namespace: 'monitoring',
      name: 'trace-agent',
      image: `registry.example.com/tracing/agent:${tag}`,
      strategy: rolling(HELD),
      readinessPort: 14271,
    });
  const daemonSet = past.addDaemonSet([
    { agoMs: 20 * DAY_MS, manifest: agent('1.70.0') },
    { agoMs: 35 * MINUTE_MS, manifest: agent('1.71.0-unready') },
  ]);
  let held = 0;
  past.placePods(daemonSet, (_node, index, eligible) => {
    if (!eligible) return undefined;
    if (index % 5 !== 2 || held >= HELD) return { revisionsBack: 1, ageMs: 19 * DAY_MS };
    held++;
    return { condition: 'never-ready', ageMs: 34 * MINUTE_MS, behaviour: 'never-ready' };
  });
}

/** Another Pod holds the host port that the daemon wants. */
function addPortTaken(past: Past): void {
  const held = new Set(past.nodes.filter((node) => poolOf(node) === 'general').slice(0, HELD));
  const draft = past.ago(2 * DAY_MS, () => past.api.create<Pod>(RESOURCES.pods, collectorPod()));
  past.api.delete(RESOURCES.pods, 'demo', draft.metadata.name);
  for (const node of held) past.importPod(node, draft, { ageMs: 2 * DAY_MS });
  const collector = daemonSetManifest({
    namespace: 'edge',
    name: 'span-collector',
    image: 'registry.example.com/tracing/collector:3.4.0',
    container: { ports: [{ name: 'spans', containerPort: HOST_PORT, hostPort: HOST_PORT }] },
  });
  const daemonSet = past.addDaemonSet([{ agoMs: HOUR_MS, manifest: collector }]);
  past.placePods(daemonSet, (node, _index, eligible) => {
    if (!eligible) return undefined;
    return held.has(node) ? { condition: 'unscheduled', ageMs: 50 * MINUTE_MS } : { ageMs: 50 * MINUTE_MS };
  });
}

function collectorPod(): object {
  const owner = {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    name: 'legacy-zipkin-7d4b9c5f66',
    uid: '0b9ad5a2-5a1b-4c39-8e02-3f3f0a8a3f10',
    controller: true,
  };
  const ports = [{ containerPort: HOST_PORT, hostPort: HOST_PORT }];
  const resources = { requests: { cpu: '100m', memory: '128Mi' } };
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { generateName: `${owner.name}-`, namespace: 'demo', labels: { app: 'legacy-zipkin' }, ownerReferences: [owner] },
    spec: { containers: [{ name: 'zipkin', image: 'registry.example.com/tracing/zipkin:2.27', ports, resources }] },
  };
}

/** The quota of the Namespace leaves room for all but three Pods. */
function addOverQuota(past: Past): void {
  const meter = daemonSetManifest({
    namespace: 'metering',
    name: 'usage-meter',
    image: 'registry.example.com/billing/usage-meter:2.2.1',
    requests: { cpu: '20m', memory: '32Mi' },
  });
  const daemonSet = past.addDaemonSet([{ agoMs: 3 * HOUR_MS, manifest: meter }]);
  let missing = 0;
  let placed = 0;
  past.placePods(daemonSet, (_node, index, eligible) => {
    if (!eligible) return undefined;
    if (index % 4 === 1 && missing < HELD) {
      missing++;
      return undefined;
    }
    placed++;
    return { ageMs: 3 * HOUR_MS };
  });
  const quota = {
    apiVersion: 'v1',
    kind: 'ResourceQuota',
    metadata: { name: 'team-metering', namespace: 'metering' },
    spec: { hard: { pods: String(placed) } },
  };
  past.ago(3 * HOUR_MS, () => past.api.create(RESOURCES.resourceQuotas, quota));
}
