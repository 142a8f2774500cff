/** The list of a cluster's DaemonSets. */
export function fleetPath(cluster: string): string {
  return `/c/${encodeURIComponent(cluster)}`;
}

/** Every DaemonSet on every Node. */
export function matrixPath(cluster: string): string {
  return `${fleetPath(cluster)}/matrix`;
}

/** The cluster as a screen for a room. */
export function wallPath(cluster: string): string {
  return `${fleetPath(cluster)}/wall`;
}

/** The page of one DaemonSet, with one of its Nodes chosen. */
export function daemonSetPath(cluster: string, { namespace, name }: { namespace: string; name: string }, node?: string): string {
  const path = `${fleetPath(cluster)}/daemonsets/${encodeURIComponent(namespace)}/${encodeURIComponent(name)}`;
  return node === undefined ? path : `${path}?node=${encodeURIComponent(node)}`;
}

/** The page of one Node. */
export function nodePath(cluster: string, node: string): string {
  return `${fleetPath(cluster)}/nodes/${encodeURIComponent(node)}`;
}

/** What a path of the product shows. */
export type PageAddress =
  | { readonly kind: 'daemonSet'; readonly namespace: string; readonly name: string }
  | { readonly kind: 'node'; readonly name: string };

/** The object that a page is about, or null when it is about none. */
export function pageAddress(path: string): PageAddress | null {
  const [, , , resource, ...names] = path.split('/').map(decode);
  const [first, second] = names;
  if (resource === 'daemonsets' && names.length === 2 && first && second)
    return { kind: 'daemonSet', namespace: first, name: second };
  return resource === 'nodes' && names.length === 1 && first ? { kind: 'node', name: first } : null;
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch (cause) {
    if (cause instanceof URIError) return '';
    throw cause;
  }
}
