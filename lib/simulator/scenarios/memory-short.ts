import { addCrowdedCsiNode } from './csi-node.ts';
import { addFleet } from './fleet.ts';
import { SUBJECT } from './manifests.ts';
import type { Scenario } from './scenario.ts';
import { addNamespaces, addSettledFluentd, addStandardDaemonSets } from './standard-daemon-sets.ts';

export const memoryShort: Scenario = {
  name: 'memory-short',
  description: 'csi-node waits on some nodes: other pods have taken the memory that it asks for.',
  subject: SUBJECT,
  keepsRolling: false,
  build(past) {
    addNamespaces(past);
    addFleet(past);
    addStandardDaemonSets(past);
    addSettledFluentd(past);
    addCrowdedCsiNode(past);
  },
};
