/** The page of one DaemonSet. */
export function daemonSetPath(cluster: string, namespace: string, name: string): string {
  return `/c/${encodeURIComponent(cluster)}/daemonsets/${encodeURIComponent(namespace)}/${encodeURIComponent(name)}`;
}
