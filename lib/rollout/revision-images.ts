import type { ContainerStatus, Pod } from '#lib/kubernetes/pod.ts';

/** The Nodes that run one digest of an image. */
export interface DigestNodes {
  /** Stable while the image is run. */
  readonly id: string;
  /** `sha256:…` */
  readonly digest: string;
  readonly pods: number;
  /** Sorted by name. */
  readonly nodes: readonly string[];
}

/** One image reference that is not the same image everywhere. */
export interface SplitImage {
  readonly container: string;
  readonly image: string;
  /** At least two, the commonest first. */
  readonly digests: readonly DigestNodes[];
}

/** `pulled`: the digest by which a registry knows it; `stored`: the runtime's own id, which differs by architecture. */
interface ImageIdentity {
  readonly form: 'pulled' | 'stored';
  readonly digest: string;
}

/**
 * Images that were pulled by one reference, a tag that moved, and are different bits on different Nodes. Digests are
 * compared only in the form in which the container runtime tells them.
 */
export function splitImages(pods: Iterable<{ readonly pod: Pod; readonly node: string }>): readonly SplitImage[] {
  const images = new Map<
    string,
    { container: string; image: string; digests: Map<string, { pods: number; nodes: Set<string> }> }
  >();
  for (const { pod, node } of pods) {
    for (const { container, image, identity } of runningImages(pod)) {
      const key = JSON.stringify([container, image, identity.form]);
      const found = images.get(key) ?? { container, image, digests: new Map() };
      const digest = found.digests.get(identity.digest) ?? { pods: 0, nodes: new Set<string>() };
      digest.pods += 1;
      digest.nodes.add(node);
      images.set(key, { ...found, digests: found.digests.set(identity.digest, digest) });
    }
  }
  return [...images.values()]
    .filter(({ digests }) => digests.size > 1)
    .map(({ container, image, digests }) => ({ container, image, digests: digestNodes(container, digests) }))
    .sort((a, b) => (a.container === b.container ? compare(a.image, b.image) : compare(a.container, b.container)));
}

function digestNodes(
  container: string,
  digests: ReadonlyMap<string, { readonly pods: number; readonly nodes: ReadonlySet<string> }>,
): readonly DigestNodes[] {
  return [...digests]
    .map(([digest, { pods, nodes }]) => ({ id: `image/${container}/${digest}`, digest, pods, nodes: [...nodes].sort() }))
    .sort((a, b) => b.pods - a.pods || compare(a.digest, b.digest));
}

function* runningImages(pod: Pod): Iterable<{ container: string; image: string; identity: ImageIdentity }> {
  const { containers, initContainers = [] } = pod.spec;
  const statuses = [...(pod.status.containerStatuses ?? []), ...(pod.status.initContainerStatuses ?? [])];
  for (const { name, image } of [...containers, ...initContainers]) {
    const identity = identityOf(statuses.find((status) => status.name === name));
    if (image !== undefined && identity !== null) yield { container: name, image, identity };
  }
}

/** `docker.io/library/nginx@sha256:…`, `docker-pullable://nginx@sha256:…` or a bare `sha256:…`. */
function identityOf(status: ContainerStatus | undefined): ImageIdentity | null {
  const id = status?.imageID ?? '';
  const digest = /(?:^|[@/])([a-z0-9]+:[0-9a-f]{32,})$/.exec(id)?.[1];
  return digest === undefined ? null : { form: id.includes('@') ? 'pulled' : 'stored', digest };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
