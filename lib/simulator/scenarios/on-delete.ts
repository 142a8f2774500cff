import { addFleet } from './fleet.ts';
import { DAY_MS, HOUR_MS } from './past.ts';
import type { Scenario } from './scenario.ts';
import { addKubeProxy, addNamespaces, addSettledFluentd, nodeExporter } from './standard-daemon-sets.ts';

const ON_DELETE = { type: 'OnDelete' };

export const onDelete: Scenario = {
  name: 'on-delete',
  description: 'node-exporter updates OnDelete: half of its pods are stale and stay so until somebody deletes them.',
  subject: 'monitoring/node-exporter',
  keepsRolling: false,
  build(past) {
    addNamespaces(past);
    addFleet(past);
    addKubeProxy(past);
    addSettledFluentd(past);
    const exporter = past.addDaemonSet([
      { agoMs: 150 * DAY_MS, manifest: nodeExporter('v1.8.2', ON_DELETE) },
      { agoMs: 3 * DAY_MS, manifest: nodeExporter('v1.9.1', ON_DELETE) },
    ]);
    past.placePods(exporter, (_node, index, eligible) => {
      if (!eligible) return undefined;
      return index % 2 === 0 ? { revisionsBack: 1, ageMs: 100 * DAY_MS } : { ageMs: past.random.between(HOUR_MS, 70 * HOUR_MS) };
    });
  },
};
