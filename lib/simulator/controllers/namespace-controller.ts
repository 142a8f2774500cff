import type { KubernetesObject } from '#lib/kubernetes/object-meta.ts';
import { RESOURCES } from '../resources.ts';
import type { Component, ControllerContext } from './controller-context.ts';
import { Informer } from './informer.ts';
import { WorkQueue } from './work-queue.ts';

interface Namespace extends KubernetesObject {
  spec?: { finalizers?: string[] };
}

const RETRY_MS = 1_000;

/**
 * Empties a Namespace that is being deleted, then lets it go.
 * Mirrors kubernetes/kubernetes pkg/controller/namespace/deletion/namespaced_resources_deleter.go, v1.36.
 */
export class NamespaceController implements Component {
  readonly #context: ControllerContext;
  readonly #namespaces: Informer<Namespace>;
  readonly #queue: WorkQueue;

  constructor(context: ControllerContext) {
    const { api, clock, onError } = context;
    this.#context = context;
    this.#queue = new WorkQueue({ clock, onError, gatherMs: () => 50, process: (name) => this.#sync(name) });
    this.#namespaces = new Informer<Namespace>({ api, clock, resource: RESOURCES.namespaces, lagMs: 0 });
    this.#namespaces.onChange((_before, after) => {
      if (after?.metadata.deletionTimestamp) this.#queue.add(after.metadata.name);
    });
    this.#namespaces.start();
  }

  stop(): void {
    this.#queue.stop();
    this.#namespaces.stop();
  }

  #sync(name: string): void {
    const namespace = this.#namespaces.get(name);
    if (!namespace) return;
    if (this.#deleteContent(name) > 0) {
      this.#queue.addAfter(name, RETRY_MS);
      return;
    }
    this.#context.api.update(RESOURCES.namespaces, { ...namespace, spec: { ...namespace.spec, finalizers: [] } });
  }

  /** Deletes what is in the Namespace; returns how much is left. */
  #deleteContent(namespace: string): number {
    let left = 0;
    for (const resource of Object.values(RESOURCES)) {
      if (!resource.namespaced) continue;
      for (const { metadata } of this.#context.api.list(resource, namespace)) {
        if (!metadata.deletionTimestamp) this.#context.api.delete(resource, namespace, metadata.name);
        if (this.#context.api.get(resource, namespace, metadata.name)) left++;
      }
    }
    return left;
  }
}
