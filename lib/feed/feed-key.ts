/** What a feed is about, as `/api/live?feed=` names it: `CLUSTER/fleet`, `CLUSTER/matrix` or `CLUSTER/daemonsets/NAMESPACE/NAME`. */
export type FeedTarget =
  | { readonly kind: 'fleet' | 'matrix'; readonly cluster: string }
  | { readonly kind: 'daemonset'; readonly cluster: string; readonly namespace: string; readonly name: string };

const DAEMON_SET_KEY = /^([a-z0-9.-]+)\/daemonsets\/([a-z0-9.-]+)\/([a-z0-9.-]+)$/;
const CLUSTER_KEY = /^([a-z0-9.-]+)\/(fleet|matrix)$/;
const LONGEST_KEY = 600; // three names of up to 253 characters do not occur: a namespace has at most 63

/** The key of a cluster's fleet feed. */
export function fleetFeedKey(cluster: string): string {
  return `${cluster}/fleet`;
}

/** The key of a cluster's feed of every DaemonSet on every Node. */
export function matrixFeedKey(cluster: string): string {
  return `${cluster}/matrix`;
}

/** The key of one DaemonSet's feed. */
export function daemonSetFeedKey(cluster: string, namespace: string, name: string): string {
  return `${cluster}/daemonsets/${namespace}/${name}`;
}

/** Reads a feed key; null when it is none. Each part still has to be checked as a Kubernetes name. */
export function parseFeedKey(key: string): FeedTarget | null {
  if (key.length > LONGEST_KEY) return null;
  const daemonSet = DAEMON_SET_KEY.exec(key);
  if (daemonSet?.[1] && daemonSet[2] && daemonSet[3]) {
    return { kind: 'daemonset', cluster: daemonSet[1], namespace: daemonSet[2], name: daemonSet[3] };
  }
  const [, cluster, kind] = CLUSTER_KEY.exec(key) ?? [];
  return cluster ? { kind: kind === 'matrix' ? 'matrix' : 'fleet', cluster } : null;
}
