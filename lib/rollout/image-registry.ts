const DEFAULT_REGISTRY = 'docker.io';

/**
 * The registry's host of an image reference, `docker.io` when it names none.
 * Mirrors distribution/reference normalize.go splitDockerDomain, v0.6.
 */
export function registryOf(image: string): string {
  const slash = image.indexOf('/');
  const first = slash < 0 ? '' : image.slice(0, slash);
  const isHost = /[.:]/.test(first) || first === 'localhost' || first !== first.toLowerCase();
  if (!isHost || first === 'index.docker.io') return DEFAULT_REGISTRY;
  return first;
}
