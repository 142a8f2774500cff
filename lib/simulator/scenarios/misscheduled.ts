import { addFleet, poolOf, tainted } from './fleet.ts';
import { fluentdImage, fluentdManifest, SUBJECT } from './manifests.ts';
import { DAY_MS, HOUR_MS } from './past.ts';
import type { Scenario } from './scenario.ts';
import { addNamespaces, addStandardDaemonSets } from './standard-daemon-sets.ts';

export const misscheduled: Scenario = {
  name: 'misscheduled',
  description:
    'A NoSchedule taint came to the memory pool after its pods: they may stay, count as misscheduled, and would not come back.',
  subject: SUBJECT,
  keepsRolling: false,
  build(past) {
    addNamespaces(past);
    const taint = { key: 'dedicated', value: 'analytics', effect: 'NoSchedule', timeAdded: past.time(HOUR_MS) };
    addFleet(past, (node) => (poolOf(node) === 'memory' ? tainted(node, taint) : node));
    addStandardDaemonSets(past);
    const fluentd = past.addDaemonSet([{ agoMs: 60 * DAY_MS, manifest: fluentdManifest(fluentdImage(0)) }]);
    past.placePods(fluentd, (node, _index, eligible) =>
      eligible || poolOf(node) === 'memory' ? { ageMs: past.random.between(20 * DAY_MS, 59 * DAY_MS) } : undefined,
    );
  },
};
