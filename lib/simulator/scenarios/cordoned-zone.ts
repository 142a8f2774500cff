import type { Node } from '#lib/kubernetes/node.ts';
import { addFleet } from './fleet.ts';
import { SUBJECT } from './manifests.ts';
import { HOUR_MS } from './past.ts';
import type { Scenario } from './scenario.ts';
import { addNamespaces, addSettledFluentd, addStandardDaemonSets } from './standard-daemon-sets.ts';

const ZONE = 'eu-1b';

export const cordonedZone: Scenario = {
  name: 'cordoned-zone',
  description: 'Every node of one zone is cordoned for maintenance, and its DaemonSets are served there all the same.',
  subject: SUBJECT,
  keepsRolling: false,
  build(past) {
    addNamespaces(past);
    const timeAdded = past.time(2 * HOUR_MS);
    addFleet(past, (node) => (node.metadata.labels?.['topology.kubernetes.io/zone'] === ZONE ? cordoned(node, timeAdded) : node));
    addStandardDaemonSets(past);
    addSettledFluentd(past);
  },
};

/** The Node as `kubectl cordon` and the node controller leave it. */
export function cordoned(node: Node, timeAdded: string): Node {
  const taint = { key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule', timeAdded };
  return { ...node, spec: { ...node.spec, unschedulable: true, taints: [...(node.spec.taints ?? []), taint] } };
}
