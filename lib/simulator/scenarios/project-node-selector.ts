import { UPSTREAM_NODE_SELECTOR_ANNOTATION } from '../api/simulated-cluster.ts';
import { addFleet, poolOf } from './fleet.ts';
import { helloDaemonSet } from './hello-daemon-set.ts';
import { HOUR_MS } from './past.ts';
import type { Scenario } from './scenario.ts';
import { addNamespaces, addSettledFluentd, addStandardDaemonSets } from './standard-daemon-sets.ts';

const NAMESPACE = 'team-blue';

export const projectNodeSelector: Scenario = {
  name: 'project-node-selector',
  description:
    "The namespace's node selector is added to each pod of hello-daemonset: those for other nodes stay Pending for ever.",
  subject: `${NAMESPACE}/hello-daemonset`,
  keepsRolling: false,
  build(past) {
    addNamespaces(past);
    past.addNamespace(NAMESPACE, { [UPSTREAM_NODE_SELECTOR_ANNOTATION]: 'eks.amazonaws.com/nodegroup=general' });
    addFleet(past);
    addStandardDaemonSets(past);
    addSettledFluentd(past);
    const hello = past.addDaemonSet([
      { agoMs: 3 * HOUR_MS, manifest: helloDaemonSet({ namespace: NAMESPACE, nodeSelector: {} }) },
    ]);
    past.placePods(hello, (node, _index, eligible) => {
      if (!eligible) return undefined;
      return poolOf(node) === 'general' ? { ageMs: 3 * HOUR_MS } : { condition: 'unscheduled', ageMs: 3 * HOUR_MS };
    });
  },
};
