/** The page of one DaemonSet, with one of its Nodes chosen or only some states shown. */
export function daemonSetPath(
  cluster: string,
  { namespace, name }: { readonly namespace: string; readonly name: string },
  query: Readonly<Record<string, string>> = {},
): string {
  const path = `/c/${encodeURIComponent(cluster)}/daemonsets/${encodeURIComponent(namespace)}/${encodeURIComponent(name)}`;
  const search = new URLSearchParams(query).toString();
  return search === '' ? path : `${path}?${search}`;
}

/** The page of one Node. */
export function nodePath(cluster: string, node: string): string {
  return `/c/${encodeURIComponent(cluster)}/nodes/${encodeURIComponent(node)}`;
}
