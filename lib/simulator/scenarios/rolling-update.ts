import { addFleet } from './fleet.ts';
import { fluentdImage, fluentdManifest, SUBJECT } from './manifests.ts';
import { DAY_MS, MINUTE_MS } from './past.ts';
import type { Scenario } from './scenario.ts';
import { addNamespaces, addStandardDaemonSets } from './standard-daemon-sets.ts';

export const rollingUpdate: Scenario = {
  name: 'rolling-update',
  description: 'A rolling update of fluentd-elasticsearch is a third of the way through, a tenth of the nodes at a time.',
  subject: SUBJECT,
  keepsRolling: false,
  build(past) {
    addNamespaces(past);
    addFleet(past);
    addStandardDaemonSets(past);
    const fluentd = past.addDaemonSet([
      { agoMs: 60 * DAY_MS, manifest: fluentdManifest(fluentdImage(0)) },
      { agoMs: MINUTE_MS, manifest: fluentdManifest(fluentdImage(1)) },
    ]);
    past.placePods(fluentd, (_node, index, eligible) => {
      if (!eligible) return undefined;
      return index % 3 === 0 ? { ageMs: past.random.between(8_000, 55_000) } : { revisionsBack: 1, ageMs: 59 * DAY_MS };
    });
  },
};
