import { addFleet } from './fleet.ts';
import { fluentdImage, fluentdManifest, SUBJECT } from './manifests.ts';
import { DAY_MS, MINUTE_MS } from './past.ts';
import type { Scenario } from './scenario.ts';
import { addNamespaces, addStandardDaemonSets } from './standard-daemon-sets.ts';

export const badImage: Scenario = {
  name: 'bad-image',
  description:
    'A rolling update stands still: its image does not exist, and the pods that cannot pull it use up the whole budget.',
  subject: SUBJECT,
  keepsRolling: false,
  build(past) {
    addNamespaces(past);
    addFleet(past);
    addStandardDaemonSets(past);
    const fluentd = past.addDaemonSet([
      { agoMs: 60 * DAY_MS, manifest: fluentdManifest(fluentdImage(0)) },
      { agoMs: 12 * MINUTE_MS, manifest: fluentdManifest(`${fluentdImage(1)}-broken`) },
    ]);
    const budget = Math.ceil(past.nodeCount / 10);
    const stuck = new Set(past.random.shuffle(past.nodes.map((_, index) => index)).slice(0, budget));
    past.placePods(fluentd, (_node, index, eligible) => {
      if (!eligible) return undefined;
      if (!stuck.has(index)) return { revisionsBack: 1, ageMs: 59 * DAY_MS };
      return { condition: 'image-pull-back-off', ageMs: past.random.between(11.8 * MINUTE_MS, 11.9 * MINUTE_MS) };
    });
  },
};
