import { addFleet } from './fleet.ts';
import { fluentdImage, fluentdManifest, SUBJECT } from './manifests.ts';
import { DAY_MS } from './past.ts';
import type { Scenario } from './scenario.ts';
import { addStandardDaemonSets } from './standard-daemon-sets.ts';

export const healthyFleet: Scenario = {
  name: 'healthy-fleet',
  description: 'Every DaemonSet runs its newest revision on every eligible node; nothing moves until you change something.',
  subject: SUBJECT,
  keepsRolling: false,
  build(past) {
    addFleet(past);
    addStandardDaemonSets(past);
    const fluentd = past.addDaemonSet([
      { agoMs: 60 * DAY_MS, manifest: fluentdManifest(fluentdImage(0)) },
      { agoMs: 9 * DAY_MS, manifest: fluentdManifest(fluentdImage(1)) },
    ]);
    past.placePods(fluentd, () => ({ ageMs: past.random.between(8.8 * DAY_MS, 9 * DAY_MS) }));
  },
};
