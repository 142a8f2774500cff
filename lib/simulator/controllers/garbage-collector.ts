import { controllerOf, type KubernetesObject } from '#lib/kubernetes/object-meta.ts';
import type { Resource } from '../cluster-api.ts';
import { RESOURCES } from '../resources.ts';
import type { Component, ControllerContext } from './controller-context.ts';
import { objectKey } from './informer.ts';
import { WorkQueue } from './work-queue.ts';

const FOREGROUND = 'foregroundDeletion';
const ORPHAN = 'orphan';

/**
 * Deletes what a vanished DaemonSet owned, and carries out foreground and orphan deletion.
 * Mirrors kubernetes/kubernetes pkg/controller/garbagecollector, v1.36, for DaemonSets as owners.
 */
export class GarbageCollector implements Component {
  readonly #context: ControllerContext;
  readonly #queue: WorkQueue;
  readonly #vanished = new Set<string>();

  constructor(context: ControllerContext) {
    const { clock, onError, view } = context;
    this.#context = context;
    this.#queue = new WorkQueue({ clock, onError, gatherMs: () => 50, process: (key) => this.#sync(key) });
    view.daemonSets.onChange((before, after) => {
      const { uid } = ((after ?? before) as KubernetesObject).metadata;
      if (before && before.metadata.uid !== after?.metadata.uid) this.#vanish(before.metadata.uid);
      if (after?.metadata.deletionTimestamp) this.#queue.add(`deleting/${uid}/${objectKey(after)}`);
    });
    view.pods.onChange((before, after) => this.#dependentChanged(before, after));
    view.revisions.onChange((before, after) => this.#dependentChanged(before, after));
  }

  stop(): void {
    this.#queue.stop();
  }

  #vanish(uid: string): void {
    this.#vanished.add(uid);
    this.#queue.add(`vanished/${uid}`);
  }

  /** A dependent went, or a late one names an owner that is gone. */
  #dependentChanged(before: KubernetesObject | undefined, after: KubernetesObject | undefined): void {
    const owner = controllerOf((after ?? before) as KubernetesObject);
    if (owner?.kind !== 'DaemonSet') return;
    if (after && !before && this.#vanished.has(owner.uid)) this.#queue.add(`vanished/${owner.uid}`);
    if (after) return;
    const key = `${before?.metadata.namespace}/${owner.name}`;
    if (this.#context.view.daemonSets.get(key)?.metadata.deletionTimestamp) this.#queue.add(`deleting/${owner.uid}/${key}`);
  }

  #sync(item: string): void {
    const [what, uid = '', namespace = '', name = ''] = item.split('/');
    if (what === 'vanished') this.#deleteAll(this.#dependents(uid));
    else this.#syncDeleting(uid, `${namespace}/${name}`);
  }

  #syncDeleting(uid: string, key: string): void {
    const daemonSet = this.#context.view.daemonSets.get(key);
    if (daemonSet?.metadata.uid !== uid) return;
    const finalizers = daemonSet.metadata.finalizers ?? [];
    const dependents = this.#dependents(uid);
    if (finalizers.includes(ORPHAN)) {
      for (const { resource, object } of dependents) this.#orphan(resource, object, uid);
      this.#dropFinalizer(daemonSet, ORPHAN);
    } else if (finalizers.includes(FOREGROUND)) {
      this.#deleteAll(dependents);
      if (this.#dependents(uid).length === 0 && dependents.length === 0) this.#dropFinalizer(daemonSet, FOREGROUND);
    }
  }

  #dependents(uid: string): { resource: Resource; object: KubernetesObject }[] {
    const { podsOfController, revisions } = this.#context.view;
    const pods = [...podsOfController(uid)].map((object) => ({ resource: RESOURCES.pods, object }));
    const owned = [...revisions.values()].filter((revision) => controllerOf(revision)?.uid === uid);
    return [...pods, ...owned.map((object) => ({ resource: RESOURCES.controllerRevisions, object }))];
  }

  #deleteAll(dependents: readonly { resource: Resource; object: KubernetesObject }[]): void {
    for (const { resource, object } of dependents) {
      const { namespace = '', name, uid, deletionTimestamp } = object.metadata;
      const stored = this.#context.api.get(resource, namespace, name);
      if (deletionTimestamp || stored?.metadata.uid !== uid || stored.metadata.deletionTimestamp) continue;
      this.#context.api.delete(resource, namespace, name, { preconditions: { uid } });
    }
  }

  #orphan(resource: Resource, object: KubernetesObject, owner: string): void {
    const stored = this.#context.api.get(resource, object.metadata.namespace ?? '', object.metadata.name);
    if (stored?.metadata.uid !== object.metadata.uid) return;
    const ownerReferences = (stored.metadata.ownerReferences ?? []).filter((reference) => reference.uid !== owner);
    this.#context.api.update(resource, { ...stored, metadata: { ...stored.metadata, ownerReferences } });
  }

  #dropFinalizer(object: KubernetesObject, finalizer: string): void {
    const { namespace = '', name } = object.metadata;
    const stored = this.#context.api.get(RESOURCES.daemonSets, namespace, name);
    if (stored?.metadata.uid !== object.metadata.uid) return;
    const finalizers = (stored.metadata.finalizers ?? []).filter((other) => other !== finalizer);
    this.#context.api.update(RESOURCES.daemonSets, { ...stored, metadata: { ...stored.metadata, finalizers } });
  }
}
