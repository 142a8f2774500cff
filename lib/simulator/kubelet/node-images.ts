import type { Pod } from '#lib/kubernetes/pod.ts';
import type { Informer } from '../controllers/informer.ts';

/** Which images lie on which Node: those of Pods that run there, and those pulled since. */
export class NodeImages {
  readonly #images = new Map<string, Set<string>>();

  /** Call before the informer starts. */
  constructor(pods: Informer<Pod>) {
    pods.onChange((before, after) => {
      if (before || !after?.spec.nodeName) return;
      for (const status of after.status.containerStatuses ?? [])
        if (status.imageID && status.image) this.add(after.spec.nodeName, status.image);
    });
  }

  has(node: string, image: string): boolean {
    return this.#images.get(node)?.has(image) ?? false;
  }

  add(node: string, image: string): void {
    const found = this.#images.get(node) ?? new Set<string>();
    this.#images.set(node, found.add(image));
  }
}
