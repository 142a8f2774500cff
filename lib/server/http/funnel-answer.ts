import 'server-only';
import { type Funnel, funnelOf, nodesFailing } from '#lib/rollout/funnel.ts';
import type { DaemonSetDetail } from '#lib/rollout/summary.ts';
import { allRollouts } from './all-rollouts.ts';
import type { FoundDaemonSet } from './find-daemon-set.ts';
import { readQuery } from './read-query.ts';
import { quoted, Refusal } from './refusal.ts';

/** The model makes a new detail whenever a Node's verdict or the DaemonSet changes, so a funnel holds as long as its detail. */
const known = new WeakMap<DaemonSetDetail, Funnel>();

/** `{asOf, nodes, eligible, steps, failing}`: `failing` names the Nodes that fail the step `?failing=ID`, else null. Throws Refusal. */
export function funnelAnswer(request: Request, found: FoundDaemonSet) {
  const id = readQuery(request, ['failing']).get('failing');
  const { hub, detail, daemonSet } = found;
  const funnel = known.get(detail) ?? funnelOf(daemonSet.spec.template, placed(found));
  known.set(detail, funnel);
  const failing = id === null ? null : nodesFailing(daemonSet.spec.template, placed(found), id);
  if (failing === undefined) {
    throw new Refusal('query.invalid', `failing must be the id of a step of this funnel, not ${quoted(id ?? '')}.`, {
      field: 'failing',
    });
  }
  return { asOf: new Date(hub.clusterNow()).toISOString(), ...funnel, failing };
}

function placed(found: FoundDaemonSet) {
  return allRollouts(found).map(({ node, placement }) => ({ node, placement }));
}
