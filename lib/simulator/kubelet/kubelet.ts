import type { Node } from '#lib/kubernetes/node.ts';
import type { Pod } from '#lib/kubernetes/pod.ts';
import { timestamp } from '../clock.ts';
import type { Component, ControllerContext } from '../controllers/controller-context.ts';
import { objectKey } from '../controllers/informer.ts';
import { WorkQueue } from '../controllers/work-queue.ts';
import { RESOURCES } from '../resources.ts';
import { admissionRefusal } from './admission.ts';
import { isSilent } from './node-behaviour.ts';
import { NodeImages } from './node-images.ts';
import { nodeAddress } from './node-status.ts';
import { PodAddresses } from './pod-addresses.ts';
import { BEHAVIOUR_PREFIX } from './pod-behaviour.ts';
import { podStatus } from './pod-status.ts';
import { type PodHost, PodWorker } from './pod-worker.ts';

/**
 * The kubelets of all Nodes. A Pod at rest costs nothing: only Pods in motion have a worker.
 * Mirrors kubernetes/kubernetes pkg/kubelet (pod workers, status manager), v1.36, as seen from the API.
 * Its view has no lag. Start it before its view starts.
 */
export class Kubelet implements Component {
  readonly #context: ControllerContext;
  readonly #queue: WorkQueue;
  readonly #workers = new Map<string, PodWorker>();
  readonly #images: NodeImages;
  readonly #addresses = new PodAddresses();

  constructor(context: ControllerContext) {
    this.#context = context;
    const { clock, onError, view } = context;
    this.#images = new NodeImages(view.pods);
    this.#queue = new WorkQueue({ clock, onError, gatherMs: () => 20, process: (key) => this.#sync(key) });
    view.pods.onChange((before, after) => this.#podChanged(before, after));
    view.nodes.onChange((before, after) => this.#nodeChanged(before, after));
  }

  stop(): void {
    this.#queue.stop();
    for (const worker of this.#workers.values()) worker.halt();
    this.#workers.clear();
  }

  #podChanged(before: Pod | undefined, after: Pod | undefined): void {
    if (!after && before) this.#drop(before);
    if (!after?.spec.nodeName || isAtRest(after)) return;
    const known = before?.spec.nodeName === after.spec.nodeName;
    const touched = before?.metadata.deletionTimestamp !== after.metadata.deletionTimestamp;
    if (!known || touched || evictionMessage(after)) this.#queue.add(objectKey(after));
  }

  #nodeChanged(before: Node | undefined, after: Node | undefined): void {
    const runs = (node: Node | undefined) => node !== undefined && !isSilent(node);
    const name = (after ?? before)?.metadata.name;
    if (name === undefined || (runs(before) === runs(after) && isReady(before) === isReady(after))) return;
    for (const pod of this.#context.view.podsOnNode(name)) {
      if (!runs(after)) this.#drop(pod);
      else if (!isAtRest(pod) || isWronglyUnready(pod)) this.#queue.add(objectKey(pod));
    }
  }

  #drop(pod: Pod): void {
    this.#workers.get(pod.metadata.uid)?.halt();
    this.#workers.delete(pod.metadata.uid);
  }

  #sync(key: string): void {
    const pod = this.#context.view.pods.get(key);
    const node = this.#context.view.nodes.get(pod?.spec.nodeName ?? '');
    if (!pod || !node || isSilent(node)) return;
    const worker = this.#workers.get(pod.metadata.uid);
    if (pod.metadata.deletionTimestamp) this.#stopPod(pod, node, worker);
    else if (evictionMessage(pod) && !isFinished(pod))
      this.#fail(pod, { reason: 'Evicted', message: evictionMessage(pod) ?? '' });
    else if (isReady(node) && isWronglyUnready(pod)) this.#restoreReadiness(pod);
    else if (!worker && !isFinished(pod)) this.#startPod(pod, node);
  }

  /** The node controller made the Pod unready while the Node was; its kubelet knows better now. */
  #restoreReadiness(pod: Pod): void {
    const { initContainerStatuses: init = [], containerStatuses: app = [], hostIP = '', podIP } = pod.status;
    this.#writeStatus(pod, podStatus(pod, { init, app }, { hostIP, podIP }, this.#context.clock.now()));
  }

  #startPod(pod: Pod, node: Node): void {
    if (pod.status.startTime) {
      this.#addWorker(pod, node).resume();
      return;
    }
    const others = [...this.#context.view.podsOnNode(node.metadata.name)].filter((other) => other !== pod && !isFinished(other));
    const refusal = admissionRefusal(pod, node, others);
    if (refusal) this.#fail(pod, refusal);
    else this.#addWorker(pod, node).start();
  }

  #stopPod(pod: Pod, node: Node, worker: PodWorker | undefined): void {
    if (isFinished(pod)) {
      this.#remove(pod);
      return;
    }
    (worker ?? this.#addWorker(pod, node)).stop(pod);
  }

  #fail(pod: Pod, { reason, message }: { reason: string; message: string }): void {
    this.#drop(pod);
    const startTime = pod.status.startTime ?? timestamp(this.#context.clock.now());
    const conditions = (pod.status.conditions ?? []).filter(({ type }) => type === 'PodScheduled');
    const { containerStatuses: _gone, ...kept } = pod.status;
    this.#writeStatus(pod, { ...kept, phase: 'Failed', reason, message, startTime, conditions });
    this.#record(pod, { type: 'Warning', reason, message });
  }

  #addWorker(pod: Pod, node: Node): PodWorker {
    const worker = new PodWorker(this.#hostFor(pod, node), pod);
    this.#workers.set(pod.metadata.uid, worker);
    return worker;
  }

  #hostFor(pod: Pod, node: Node): PodHost {
    const { clock, random, pace, view } = this.#context;
    const name = node.metadata.name;
    const hostIP = node.status.addresses?.find(({ type }) => type === 'InternalIP')?.address ?? nodeAddress(name);
    const current = () => {
      const found = view.pods.get(objectKey(pod));
      return found?.metadata.uid === pod.metadata.uid ? found : undefined;
    };
    return {
      clock,
      random,
      pace,
      hostIP,
      podIP: () => (pod.spec.hostNetwork ? hostIP : this.#addresses.next(name)),
      hasImage: (image) => this.#images.has(name, image),
      imagePulled: (image) => this.#images.add(name, image),
      event: (event) => this.#record(current() ?? pod, event),
      pod: current,
      writeStatus: (status) => this.#writeStatus(current() ?? pod, status),
      finished: () => this.#remove(pod),
    };
  }

  #writeStatus(pod: Pod, status: Pod['status']): void {
    this.#context.api.updateStatus(RESOURCES.pods, { ...pod, status });
  }

  #remove(pod: Pod): void {
    this.#drop(pod);
    const { name, namespace = '', uid } = pod.metadata;
    if (this.#context.view.pods.get(objectKey(pod))?.metadata.uid !== uid) return;
    this.#context.api.delete(RESOURCES.pods, namespace, name, { gracePeriodSeconds: 0, preconditions: { uid } });
  }

  #record(pod: Pod, event: Parameters<PodHost['event']>[0]): void {
    const source = { component: 'kubelet', host: pod.spec.nodeName ?? '' };
    this.#context.events.record(source, { ...pod, apiVersion: 'v1', kind: 'Pod' }, event);
  }
}

function evictionMessage(pod: Pod): string | undefined {
  return pod.metadata.annotations?.[`${BEHAVIOUR_PREFIX}evict`];
}

function isReady(node: Node | undefined): boolean {
  return node?.status.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True') ?? false;
}

function isWronglyUnready(pod: Pod): boolean {
  const unready = pod.status.conditions?.some(({ type, status }) => type === 'Ready' && status === 'False') ?? false;
  return unready && pod.status.phase === 'Running' && (pod.status.containerStatuses ?? []).every((status) => status.ready);
}

function isFinished(pod: Pod): boolean {
  return pod.status.phase === 'Failed' || pod.status.phase === 'Succeeded';
}

/** Running, all containers ready, nobody wants anything of it. */
function isAtRest(pod: Pod): boolean {
  if (pod.metadata.deletionTimestamp || evictionMessage(pod)) return false;
  return pod.status.phase === 'Running' && (pod.status.containerStatuses ?? []).every((status) => status.ready);
}
