import { csiNode } from './csi-node.ts';
import { addFleet, poolOf, tainted } from './fleet.ts';
import { SUBJECT } from './manifests.ts';
import { DAY_MS } from './past.ts';
import type { Scenario } from './scenario.ts';
import { addKubeProxy, addNamespaces, addSettledFluentd, placeEligible } from './standard-daemon-sets.ts';

export const untoleratedTaint: Scenario = {
  name: 'untolerated-taint',
  description:
    'The memory pool carries a taint that csi-node and fluentd-elasticsearch do not tolerate, so they have no pod there.',
  subject: SUBJECT,
  keepsRolling: false,
  build(past) {
    addNamespaces(past);
    const taint = { key: 'dedicated', value: 'analytics', effect: 'NoExecute', timeAdded: past.time(10 * DAY_MS) };
    addFleet(past, (node) => (poolOf(node) === 'memory' ? tainted(node, taint) : node));
    addKubeProxy(past);
    addSettledFluentd(past);
    const csi = past.addDaemonSet([{ agoMs: 20 * DAY_MS, manifest: csiNode('v2.13.2', {}) }]);
    placeEligible(past, csi, { ageMs: 20 * DAY_MS });
  },
};
