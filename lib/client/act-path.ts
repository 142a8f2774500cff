import { daemonSetPath } from './daemon-set-path.ts';
import type { ClusterNode } from './node-page-query.ts';
import type { DaemonSetAddress } from './use-daemon-set-feed.ts';

/** An object that has acts of its own. */
export type ActAddress = DaemonSetAddress | ClusterNode;

/** The path below /api of the object that acts are about. */
export function actPath(address: ActAddress): string {
  return 'node' in address ? nodePath(address) : daemonSetPath(address);
}

/** The path of one Node below /api; each part encoded. */
export function nodePath({ cluster, node }: ClusterNode): string {
  return `/api/c/${encodeURIComponent(cluster)}/nodes/${encodeURIComponent(node)}`;
}
