import 'server-only';
import type { Service } from '#lib/kubernetes/service.ts';
import { type Reach, reachOf } from '#lib/rollout/reach.ts';
import { KubernetesApiError } from '#lib/server/kubernetes/kubernetes-api-error.ts';
import { allRollouts } from './all-rollouts.ts';
import type { FoundDaemonSet } from './find-daemon-set.ts';

const NODES_SHOWN = 100;

/** How the Pods can be talked to; `problem` says why the Services could not be read, else null. */
export interface ReachAnswer extends Reach {
  readonly asOf: string;
  readonly nodesWithoutCount: number;
  readonly problem: string | null;
}

/** Services that select the template's Pods, and the Nodes that have no endpoint of their own, the first 100 by name. */
export async function reachAnswer(found: FoundDaemonSet): Promise<ReachAnswer> {
  const { hub, daemonSet } = found;
  const { services, problem } = await servicesIn(found);
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
async function servicesIn({ hub, daemonSet }: FoundDaemonSet): Promise<{ services: readonly Service[]; problem: string | null }> {
  try {
    return { services: await hub.connection.operations.listServices(daemonSet.metadata.namespace ?? ''), problem: null };
  } catch (error) {
    if (!(error instanceof KubernetesApiError)) throw error;
    return { services: [], problem: error.message };
  }
}
