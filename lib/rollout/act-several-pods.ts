import type { Pod } from '#lib/kubernetes/pod.ts';
import { type ActView, nameForPods, nodeNames, observationWarnings, type PlannedAct } from './act-plan.ts';
import { planDeletePod } from './act-pods.ts';
import { modelMessage } from './message-codes.ts';

/**
 * Several Pods of the DaemonSet in one act, as one by one, but with sums instead of a sentence for each and, for more than
 * a few or by force, the DaemonSet's name to confirm.
 */
export function planDeletePods(view: ActView, pods: readonly Pod[], { force }: { readonly force: boolean }): PlannedAct {
  const { daemonSet } = view;
  const single = pods.map((pod) => planDeletePod(view, pod, { force }));
  const names = new Set(single.flatMap(({ nodes }) => nodes));
  const holders = view.rollouts.filter(({ node }) => names.has(node));
  const created = holders.filter(({ placement }) => placement.shouldRun).length;
  const objects = single.flatMap((plan) => plan.objects);
  const others = holders.length - created;
  return {
    objects,
    nodes: nodeNames(holders),
    effects: [
      modelMessage('act.deletesPods', { pods: objects.length, nodes: holders.length }),
      ...(created === 0 ? [] : [modelMessage('act.createsAnew', { nodes: created })]),
      ...(others === 0 ? [] : [modelMessage('act.notCreatedAgain', { nodes: others })]),
    ],
    warnings: [...(force ? [modelMessage('act.forcePods', { pods: objects.length })] : []), ...observationWarnings(daemonSet)],
    confirmation: force ? daemonSet.metadata.name : nameForPods(daemonSet, objects.length),
    basis: single.flatMap(({ basis }) => basis),
    ...(single.every(({ already }) => already === true) ? { already: true } : {}),
  };
}
