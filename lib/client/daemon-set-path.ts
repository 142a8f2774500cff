import type { DaemonSetAddress } from './use-daemon-set-feed.ts';

/** The path of one DaemonSet below /api; each part encoded. */
export function daemonSetPath({ cluster, namespace, name }: DaemonSetAddress): string {
  return `/api/c/${encodeURIComponent(cluster)}/daemonsets/${encodeURIComponent(namespace)}/${encodeURIComponent(name)}`;
}
