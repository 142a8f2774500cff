import type { ControllerRevision } from '#lib/kubernetes/controller-revision.ts';
import type { DaemonSet } from '#lib/kubernetes/daemon-set.ts';
import { matchesLabelSelector } from '#lib/kubernetes/label-selector.ts';
import type { Node } from '#lib/kubernetes/node.ts';
import { controllerOf, type KubernetesObject, type OwnerReference } from '#lib/kubernetes/object-meta.ts';
import type { Pod } from '#lib/kubernetes/pod.ts';
import type { Component, ControllerContext } from '../controller-context.ts';
import { objectKey } from '../informer.ts';
import { WorkQueue } from '../work-queue.ts';
import { isPodReady } from './availability.ts';
import { DaemonSetSync } from './daemon-set-sync.ts';
import { havePlacementFactsChanged, PlacementCache } from './placement-cache.ts';

const BACKOFF_COLLECTION_MS = 60_000;

/**
 * Runs DaemonSets: listens to what may change one, gathers the keys, syncs them.
 * Mirrors kubernetes/kubernetes pkg/controller/daemon/daemon_controller.go, v1.36. Start it before its view starts.
 */
export class DaemonSetController implements Component {
  readonly #context: ControllerContext;
  readonly #placements: PlacementCache;
  readonly #sync: DaemonSetSync;
  readonly #queue: WorkQueue;
  readonly #nodeQueue: WorkQueue;
  #cancelCollection: () => void = () => undefined;

  constructor(context: ControllerContext) {
    const { clock, view, onError } = context;
    this.#context = context;
    this.#placements = new PlacementCache(view.nodes, view.daemonSets);
    // A sync reads every Node: in a large fleet changes are gathered longer so that the cost stays flat.
    const gatherMs = () => 10 + view.nodes.size / 12;
    this.#queue = new WorkQueue({ clock, gatherMs, onError, process: (key) => this.#sync.sync(key) });
    this.#nodeQueue = new WorkQueue({ clock, gatherMs: () => 5, onError, process: (name) => this.#syncNode(name) });
    this.#sync = new DaemonSetSync(context, this.#placements, (key, delayMs) => this.#queue.addAfter(key, delayMs));
    view.daemonSets.onChange((before, after) => this.#daemonSetChanged(before, after));
    view.pods.onChange((before, after) => this.#podChanged(before, after));
    view.nodes.onChange((before, after) => this.#nodeChanged(before, after));
    view.revisions.onChange((before, after) => this.#revisionChanged(before, after));
    this.#collectBackoff();
  }

  stop(): void {
    this.#queue.stop();
    this.#nodeQueue.stop();
    this.#cancelCollection();
  }

  #collectBackoff(): void {
    this.#cancelCollection = this.#context.clock.schedule(BACKOFF_COLLECTION_MS, () => {
      this.#sync.backoff.collect(this.#context.clock.now());
      this.#collectBackoff();
    });
  }

  #daemonSetChanged(before: DaemonSet | undefined, after: DaemonSet | undefined): void {
    const key = objectKey((after ?? before) as DaemonSet);
    if (before && before.metadata.uid !== after?.metadata.uid) this.#sync.expectations.forget(key);
    this.#queue.add(key);
  }

  #podChanged(before: Pod | undefined, after: Pod | undefined): void {
    const pod = after ?? before;
    if (!pod) return;
    if (!after || after.metadata.deletionTimestamp) {
      this.#podGoing(pod, before);
      return;
    }
    this.#ownerChanged(before, after);
    const owner = this.#ownerOf(after, controllerOf(after));
    if (!owner) {
      if (!controllerOf(after)) this.#orphanChanged(before, after);
      return;
    }
    const key = objectKey(owner);
    if (!before) this.#sync.expectations.creationObserved(key);
    this.#queue.add(key);
    const minReadySeconds = owner.spec.minReadySeconds ?? 0;
    if (minReadySeconds > 0 && before && !isPodReady(before) && isPodReady(after))
      this.#queue.addAfter(key, minReadySeconds * 1000 + 1000);
  }

  /** A deletionTimestamp counts as the deletion, so that a replacement does not wait for the kubelet. */
  #podGoing(pod: Pod, before: Pod | undefined): void {
    const owner = this.#ownerOf(pod, controllerOf(pod));
    if (!owner) return;
    const key = objectKey(owner);
    if (!before?.metadata.deletionTimestamp) this.#sync.expectations.deletionObserved(key);
    this.#queue.add(key);
  }

  #revisionChanged(before: ControllerRevision | undefined, after: ControllerRevision | undefined): void {
    const revision = after ?? before;
    if (!revision) return;
    this.#ownerChanged(before, after);
    const controller = controllerOf(revision);
    const owner = this.#ownerOf(revision, controller);
    if (owner && before) this.#queue.add(objectKey(owner));
    if (!controller && after) this.#orphanChanged(before, after);
  }

  #ownerChanged(before: KubernetesObject | undefined, after: KubernetesObject | undefined): void {
    const former = before && controllerOf(before);
    if (!before || !former || !after || former.uid === controllerOf(after)?.uid) return;
    const owner = this.#ownerOf(before, former);
    if (owner) this.#queue.add(objectKey(owner));
  }

  #orphanChanged(before: KubernetesObject | undefined, after: KubernetesObject): void {
    if (before && before.metadata.labels === after.metadata.labels && !controllerOf(before)) return;
    for (const daemonSet of this.#context.view.daemonSets.values()) {
      if (daemonSet.metadata.namespace !== after.metadata.namespace) continue;
      if (matchesLabelSelector(after.metadata.labels ?? {}, daemonSet.spec.selector)) this.#queue.add(objectKey(daemonSet));
    }
  }

  #ownerOf(object: KubernetesObject, reference: OwnerReference | undefined): DaemonSet | undefined {
    if (reference?.kind !== 'DaemonSet') return undefined;
    const found = this.#context.view.daemonSets.get(`${object.metadata.namespace}/${reference.name}`);
    return found?.metadata.uid === reference.uid ? found : undefined;
  }

  #nodeChanged(before: Node | undefined, after: Node | undefined): void {
    if (after && (!before || havePlacementFactsChanged(before, after))) this.#nodeQueue.add(after.metadata.name);
  }

  /** Mirrors syncNodeUpdate: only DaemonSets for which this Node asks for something are synced. */
  #syncNode(name: string): void {
    const { view } = this.#context;
    const node = view.nodes.get(name);
    if (!node) return;
    const owners = new Set<string>();
    for (const pod of view.podsOnNode(name)) {
      const controller = controllerOf(pod);
      if (controller?.kind === 'DaemonSet') owners.add(`${pod.metadata.namespace}/${controller.name}`);
    }
    for (const [key, daemonSet] of view.daemonSets.all) {
      const { shouldRun, shouldContinueRunning } = this.#placements.verdictsFor(daemonSet)(node);
      const scheduled = owners.has(key);
      const misscheduled = (daemonSet.status?.numberMisscheduled ?? 0) > 0;
      if ((shouldRun && !scheduled) || (scheduled && (misscheduled || !shouldContinueRunning))) this.#queue.add(key);
    }
  }
}
