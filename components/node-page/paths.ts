/** The page of one DaemonSet with one of its Nodes chosen. */
export function daemonSetOnNodePath(
  cluster: string,
  { namespace, name, node }: { readonly namespace: string; readonly name: string; readonly node: string },
): string {
  const path = [cluster, 'daemonsets', namespace, name].map(encodeURIComponent).join('/');
  return `/c/${path}?${new URLSearchParams({ node })}`;
}
