import 'server-only';
import type { ClusterHub } from '#lib/server/hub/cluster-hub.ts';
import { summaryAnswer } from './summary-answer.ts';

/** `{asOf, connection, items}`: every DaemonSet by namespace, then name. */
export function fleetAnswer(hub: ClusterHub) {
  const items = [...hub.rollout.summaries().values()]
    .map((summary) => summaryAnswer(summary, hub.rollout.daemonSet(summary.uid)))
    .sort((left, right) => compare(left.namespace, right.namespace) || compare(left.name, right.name));
  return { asOf: new Date(hub.clusterNow()).toISOString(), connection: hub.connection.connection(), items };
}

function compare(left: string, right: string): number {
  return left < right ? -1 : Number(left > right);
}
