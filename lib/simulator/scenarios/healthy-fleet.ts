import { addFleet } from './fleet.ts';
import { SUBJECT } from './manifests.ts';
import type { Scenario } from './scenario.ts';
import { addNamespaces, addSettledFluentd, addStandardDaemonSets } from './standard-daemon-sets.ts';

export const healthyFleet: Scenario = {
  name: 'healthy-fleet',
  description: 'Every DaemonSet runs its newest revision on every eligible node; nothing moves until you change something.',
  subject: SUBJECT,
  keepsRolling: false,
  build(past) {
    addNamespaces(past);
    addFleet(past);
    addStandardDaemonSets(past);
    addSettledFluentd(past);
  },
};
