import 'server-only';
import type { FoundDaemonSet } from './find-daemon-set.ts';
import { nodeRow } from './node-row.ts';

/** `{asOf, connection, nodes}`: every Node by name. */
export function nodeRowsAnswer({ hub, uid }: FoundDaemonSet) {
  const names = [...hub.rollout.nodes().keys()].sort();
  const nodes = names.flatMap((name) => {
    const rollout = hub.rollout.nodeRollout(uid, name);
    return rollout ? [nodeRow(rollout)] : [];
  });
  return { asOf: new Date(hub.clusterNow()).toISOString(), connection: hub.connection.connection(), nodes };
}
