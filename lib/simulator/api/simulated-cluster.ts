import type { KubernetesObject } from '#lib/kubernetes/object-meta.ts';
import type { Clock } from '../clock.ts';
import type { ClusterApi, DeleteOptions, Resource, WatchEvent } from '../cluster-api.ts';
import type { Random } from '../random.ts';
import { deleteObject } from './cluster-deletes.ts';
import { type ClusterContext, createObject, updateObject, type WriteOptions } from './cluster-writes.ts';
import { copyObject } from './json.ts';
import { ObjectStore, type StoredObject } from './object-store.ts';

export interface ClusterOptions {
  readonly clock: Clock;
  readonly random: Random;
  /** Events kept per resource for watches that resume; 20,000 by default. */
  readonly historyLimit?: number;
  /** Namespace annotations whose node selector is merged into Pods. */
  readonly nodeSelectorAnnotations?: readonly string[];
}

export const UPSTREAM_NODE_SELECTOR_ANNOTATION = 'scheduler.alpha.kubernetes.io/node-selector';
export const OPENSHIFT_NODE_SELECTOR_ANNOTATION = 'openshift.io/node-selector';

/** A cluster in memory: the store behind the API server with its admission, and `ClusterApi` on it. */
export interface SimulatedCluster extends ClusterApi {
  readonly context: ClusterContext;
}

/** Makes an empty cluster. Equal clock and random give equal uids, names and times. */
export function createCluster(options: ClusterOptions): SimulatedCluster {
  const context: ClusterContext = {
    store: new ObjectStore(options.historyLimit === undefined ? {} : { historyLimit: options.historyLimit }),
    clock: options.clock,
    random: options.random,
    nodeSelectorAnnotations: options.nodeSelectorAnnotations ?? [UPSTREAM_NODE_SELECTOR_ANNOTATION],
  };
  return new ClusterApiOnStore(context, { trusted: true });
}

/** The stored object under the caller's type: callers name the type that belongs to the resource. */
const as = <T extends KubernetesObject>(object: StoredObject) => object as unknown as T;

class ClusterApiOnStore implements SimulatedCluster {
  readonly context: ClusterContext;
  readonly #writer: WriteOptions;

  constructor(context: ClusterContext, writer: WriteOptions) {
    this.context = context;
    this.#writer = writer;
  }

  list<T extends KubernetesObject>(resource: Resource, namespace?: string): readonly T[] {
    const all = this.context.store.all(resource);
    const found = namespace === undefined ? all : all.filter((object) => object.metadata.namespace === namespace);
    return found as unknown as readonly T[];
  }

  get<T extends KubernetesObject>(resource: Resource, namespace: string, name: string): T | undefined {
    const object = this.context.store.get(resource, namespace, name);
    return object && as<T>(object);
  }

  create<T extends KubernetesObject>(resource: Resource, object: unknown): T {
    return as(createObject(this.context, resource, object, this.#writer));
  }

  update<T extends KubernetesObject>(resource: Resource, object: T): T {
    return as(updateObject(this.context, target(resource, object), () => object, this.#writer));
  }

  updateStatus<T extends KubernetesObject>(resource: Resource, object: T): T {
    const options = { ...this.#writer, subresource: 'status' } as const;
    return as(updateObject(this.context, target(resource, object), () => object, options));
  }

  delete(resource: Resource, namespace: string, name: string, options?: DeleteOptions): void {
    deleteObject(this.context, { resource, namespace, name }, options);
  }

  import<T extends KubernetesObject>(resource: Resource, object: T): T {
    const { kind: _kind, apiVersion: _version, ...rest } = copyObject(object);
    const apiVersion = resource.group === '' ? resource.version : `${resource.group}/${resource.version}`;
    const stored = { kind: resource.kind, apiVersion, ...rest } as unknown as StoredObject; // Its metadata is the caller's.
    return as(this.context.store.put(resource, stored));
  }

  watch<T extends KubernetesObject>(resource: Resource, listener: (event: WatchEvent<T>) => void): () => void {
    for (const object of this.context.store.all(resource)) listener({ type: 'ADDED', object: as<T>(object) });
    return this.context.store.subscribe(resource, ({ type, object }) => listener({ type, object: as<T>(object) }));
  }
}

const target = (resource: Resource, object: KubernetesObject) => ({
  resource,
  namespace: object.metadata.namespace ?? '',
  name: object.metadata.name,
});
