import 'server-only';
import type { Service } from '#lib/kubernetes/service.ts';
import { type Reach, reachOf } from '#lib/rollout/reach.ts';
import type { ReadOperations } from '#lib/server/kubernetes/operations.ts';
import { allRollouts } from './all-rollouts.ts';
import type { FoundDaemonSet } from './find-daemon-set.ts';
import { unlessRefused } from './unless-refused.ts';

const NODES_SHOWN = 100;

/** How the Pods can be talked to; `problem` says why the Services could not be read, else null. */
export interface ReachAnswer extends Reach {
  readonly asOf: string;
  readonly nodesWithoutCount: number;
  readonly problem: string | null;
}

/** Services that select the template's Pods, and the Nodes that have no endpoint of their own, the first 100 by name. */
export async function reachAnswer(found: FoundDaemonSet, operations: ReadOperations): Promise<ReachAnswer> {
  const { hub, daemonSet } = found;
  const { services, problem } = await servicesIn(found, operations);
  const reach = reachOf(daemonSet.spec.template.metadata?.labels ?? {}, services, allRollouts(found));
  const { nodesWithout } = reach;
  return {
    asOf: new Date(hub.clusterNow()).toISOString(),
    ...reach,
    nodesWithout: nodesWithout.slice(0, NODES_SHOWN),
    nodesWithoutCount: nodesWithout.length,
    problem,
  };
}

/** Services are an optional right: without it the rest is still told. */
function servicesIn(
  { daemonSet }: FoundDaemonSet,
  operations: ReadOperations,
): Promise<{ readonly services: readonly Service[]; readonly problem: string | null }> {
  const read = operations.listServices(daemonSet.metadata.namespace ?? '').then((services) => ({ services, problem: null }));
  return unlessRefused(read, ({ message }) => ({ services: [], problem: message }));
}
