import type { KubernetesObject } from '#lib/kubernetes/object-meta.ts';

/** A resource that the simulated cluster serves, by its plural name and group. */
export interface Resource {
  readonly group: string;
  readonly version: string;
  readonly plural: string;
  readonly kind: string;
  readonly namespaced: boolean;
}

export interface DeleteOptions {
  gracePeriodSeconds?: number;
  preconditions?: { uid?: string; resourceVersion?: string };
  propagationPolicy?: 'Background' | 'Foreground' | 'Orphan';
  dryRun?: boolean;
}

export interface WatchEvent<T> {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  readonly object: T;
}

/**
 * The simulated API server as its own controllers see it: the same admission, defaulting, generation counting and
 * storage as over HTTP, without the wire. Everything is synchronous. Objects that come out are frozen and shared:
 * copy before changing (`structuredClone`). Times come from the simulator's clock.
 */
export interface ClusterApi {
  /** In creation order. */
  list<T extends KubernetesObject>(resource: Resource, namespace?: string): readonly T[];
  get<T extends KubernetesObject>(resource: Resource, namespace: string, name: string): T | undefined;
  /** Fills uid, resourceVersion, creationTimestamp, generation and the name for generateName. Throws ApiError. */
  create<T extends KubernetesObject>(resource: Resource, object: unknown): T;
  /** Replaces spec and metadata, keeps status. Conflict (ApiError 409) when a given resourceVersion is not the stored one. */
  update<T extends KubernetesObject>(resource: Resource, object: T): T;
  /** Replaces status only. */
  updateStatus<T extends KubernetesObject>(resource: Resource, object: T): T;
  /**
   * As DELETE over HTTP: a bound Pod first gets a deletionTimestamp and goes when its kubelet deletes it with grace 0
   * and no finalizer is left; other objects go at once unless a finalizer holds them.
   */
  delete(resource: Resource, namespace: string, name: string, options?: DeleteOptions): void;
  /**
   * Stores an object of the cluster's past as it is: uid, times, generation, status and all; only the resourceVersion
   * is given. No admission, no defaulting. The watchers see it as added.
   */
  import<T extends KubernetesObject>(resource: Resource, object: T): T;
  /** Calls the listener after each write, in order, with ADDED for what exists already first; returns the unsubscribe. */
  watch<T extends KubernetesObject>(resource: Resource, listener: (event: WatchEvent<T>) => void): () => void;
}

/** A refusal, as the API server words it in a `Status`. */
export class ApiError extends Error {
  readonly code: number;
  readonly reason: string;
  readonly details: Record<string, unknown>;

  constructor(code: number, reason: string, text: string, details: Record<string, unknown> = {}) {
    super(text);
    this.code = code;
    this.reason = reason;
    this.details = details;
  }
}
