import type { Node } from '#lib/kubernetes/node.ts';
import { timestamp } from '../clock.ts';
import { BEHAVIOUR_PREFIX } from '../kubelet/pod-behaviour.ts';
import { cordoned } from './cordoned-zone.ts';
import { addCrowdedCsiNode } from './csi-node.ts';
import { addFleet } from './fleet.ts';
import { SUBJECT } from './manifests.ts';
import { HOUR_MS, MINUTE_MS, type Past } from './past.ts';
import type { Scenario } from './scenario.ts';
import { addShowcaseDaemonSets } from './showcase-daemon-sets.ts';
import { addKubeProxy, addNamespaces, addSettledFluentd } from './standard-daemon-sets.ts';

/** The demo's default: a bit of everything, one DaemonSet always rolling. */
export const showcase: Scenario = {
  name: 'showcase',
  description:
    'A busy cluster: one DaemonSet is always rolling, others are complete, stale, stalled, short of memory or crashing.',
  subject: SUBJECT,
  keepsRolling: true,
  build: (past) => buildShowcase(past),
};

/** The same at 5,000 Nodes, at rest. */
export const largeFleet: Scenario = {
  name: 'large-fleet',
  description: 'The busy cluster at 5,000 nodes, at rest until a rollout is started.',
  subject: SUBJECT,
  keepsRolling: false,
  nodes: 5000,
  build: (past) => buildShowcase(past),
};

function buildShowcase(past: Past): void {
  addNamespaces(past);
  for (const namespace of ['gpu-operator', 'security', 'networking']) past.addNamespace(namespace);
  addFleet(past, (node, index) => troubled(past, node, index));
  addKubeProxy(past);
  addSettledFluentd(past);
  addShowcaseDaemonSets(past);
  addCrowdedCsiNode(past);
}

/** Of every 300 Nodes one has fallen silent, one is cordoned and one is low on disk space. */
function troubled(past: Past, node: Node, index: number): Node {
  if (past.nodeCount < 12) return node;
  const place = index % 300;
  if (place === 9) return silent(past, node);
  if (place === 11) return cordoned(node, past.time(3 * HOUR_MS));
  return place === 7 ? withDiskPressure(past, node) : node;
}

function silent(past: Past, node: Node): Node {
  const lastTransitionTime = past.time(25 * MINUTE_MS);
  const taint = { key: 'node.kubernetes.io/unreachable', timeAdded: lastTransitionTime };
  const taints = [...(node.spec.taints ?? []), { ...taint, effect: 'NoSchedule' }, { ...taint, effect: 'NoExecute' }];
  const lastHeartbeatTime = past.time(26 * MINUTE_MS);
  const unknown = { status: 'Unknown', reason: 'NodeStatusUnknown', message: 'Kubelet stopped posting node status.' } as const;
  const conditions = (node.status.conditions ?? []).map((one) => ({ ...one, ...unknown, lastHeartbeatTime, lastTransitionTime }));
  return {
    ...annotated(node, 'kubelet', 'stopped'),
    spec: { ...node.spec, taints },
    status: { ...node.status, conditions },
  };
}

function withDiskPressure(past: Past, node: Node): Node {
  const since = timestamp(Date.parse(past.time(50 * MINUTE_MS)));
  const taint = { key: 'node.kubernetes.io/disk-pressure', effect: 'NoSchedule', timeAdded: since };
  const pressed = { status: 'True', reason: 'KubeletHasDiskPressure', message: 'kubelet has disk pressure' } as const;
  const conditions = (node.status.conditions ?? []).map((one) =>
    one.type === 'DiskPressure' ? { ...one, ...pressed, lastTransitionTime: since } : one,
  );
  return {
    ...annotated(node, 'pressure', 'disk'),
    spec: { ...node.spec, taints: [...(node.spec.taints ?? []), taint] },
    status: { ...node.status, conditions },
  };
}

function annotated(node: Node, name: string, value: string): Node {
  const annotations = { ...node.metadata.annotations, [`${BEHAVIOUR_PREFIX}${name}`]: value };
  return { ...node, metadata: { ...node.metadata, annotations } };
}
