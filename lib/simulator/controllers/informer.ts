import type { KubernetesObject } from '#lib/kubernetes/object-meta.ts';
import type { Clock } from '../clock.ts';
import type { ClusterApi, Resource, WatchEvent } from '../cluster-api.ts';

/** One step of one object; `before` is absent for an addition, `after` for a deletion. */
export type ChangeListener<T> = (before: T | undefined, after: T | undefined) => void;

export interface InformerOptions {
  readonly api: ClusterApi;
  readonly resource: Resource;
  readonly clock: Clock;
  /** How long this cache runs behind the API server; 0 applies each event within the write that caused it. */
  readonly lagMs: number;
}

/** `namespace/name`, or the name alone for an object of the cluster. */
export function objectKey(object: KubernetesObject): string {
  const { namespace, name } = object.metadata;
  return namespace ? `${namespace}/${name}` : name;
}

/**
 * A controller's cache of one resource: what it has seen of the API server so far, with indexes and listeners.
 * Listeners run in event order after the cache and its indexes hold the new state.
 * Mirrors kubernetes/client-go tools/cache/shared_informer.go, v0.36.
 */
export class Informer<T extends KubernetesObject> {
  readonly #objects = new Map<string, T>();
  readonly #indexes: ((before: T | undefined, after: T | undefined) => void)[] = [];
  readonly #listeners: ChangeListener<T>[] = [];
  readonly #options: InformerOptions;
  #pending: WatchEvent<T>[] = [];
  #stop: () => void = () => undefined;
  #cancelDelivery: () => void = () => undefined;

  constructor(options: InformerOptions) {
    this.#options = options;
  }

  get size(): number {
    return this.#objects.size;
  }

  get(key: string): T | undefined {
    return this.#objects.get(key);
  }

  /** The cache itself, by `objectKey`; it changes as events arrive. */
  get all(): ReadonlyMap<string, T> {
    return this.#objects;
  }

  values(): IterableIterator<T> {
    return this.#objects.values();
  }

  onChange(listener: ChangeListener<T>): void {
    this.#listeners.push(listener);
  }

  /** Keeps a lookup by another key (undefined: not indexed); call before `start`. Objects come in order of arrival. */
  indexBy(keyOf: (object: T) => string | undefined): (key: string) => IterableIterator<T> {
    const index = new Map<string, Map<string, T>>();
    this.#indexes.push((before, after) => {
      const oldKey = before && keyOf(before);
      const newKey = after && keyOf(after);
      if (before && oldKey !== undefined && oldKey !== newKey) {
        index.get(oldKey)?.delete(objectKey(before));
        if (index.get(oldKey)?.size === 0) index.delete(oldKey);
      }
      if (!after || newKey === undefined) return;
      const found = index.get(newKey) ?? new Map<string, T>();
      index.set(newKey, found.set(objectKey(after), after));
    });
    return (key) => (index.get(key) ?? new Map<string, T>()).values();
  }

  /** Starts to watch; what exists already is in the cache when this returns, without a lag. */
  start(): void {
    let listed = false;
    this.#stop = this.#options.api.watch<T>(this.#options.resource, (event) => {
      if (!listed || this.#options.lagMs === 0) this.#apply(event);
      else this.#enqueue(event);
    });
    listed = true;
  }

  stop(): void {
    this.#stop();
    this.#cancelDelivery();
    this.#pending = [];
  }

  #enqueue(event: WatchEvent<T>): void {
    if (this.#pending.push(event) > 1) return;
    this.#cancelDelivery = this.#options.clock.schedule(this.#options.lagMs, () => {
      const events = this.#pending;
      this.#pending = [];
      for (const pending of events) this.#apply(pending);
    });
  }

  #apply(event: WatchEvent<T>): void {
    const key = objectKey(event.object);
    const before = this.#objects.get(key);
    const after = event.type === 'DELETED' ? undefined : event.object;
    if (after) this.#objects.set(key, after);
    else this.#objects.delete(key);
    for (const index of this.#indexes) index(before, after);
    for (const listener of this.#listeners) listener(before ?? (after ? undefined : event.object), after);
  }
}
