import type { Pod, PodCondition } from '#lib/kubernetes/pod.ts';
import { timestamp } from '../clock.ts';
import { ApiError } from '../cluster-api.ts';
import { RESOURCES } from '../resources.ts';
import type { Component, ControllerContext } from './controller-context.ts';
import { objectKey } from './informer.ts';

const PERIOD_MS = 20_000;
const QUARANTINE_MS = 40_000;
const OUT_OF_SERVICE = 'node.kubernetes.io/out-of-service';

/**
 * Removes Pods that no kubelet will: of vanished Nodes, terminating without a Node, on Nodes taken out of service.
 * Mirrors kubernetes/kubernetes pkg/controller/podgc/gc_controller.go, v1.36.
 */
export class PodGarbageCollector implements Component {
  readonly #context: ControllerContext;
  readonly #missingSince = new Map<string, number>();
  #cancel: () => void = () => undefined;

  constructor(context: ControllerContext) {
    this.#context = context;
    this.#plan();
  }

  stop(): void {
    this.#cancel();
  }

  #plan(): void {
    this.#cancel = this.#context.clock.schedule(PERIOD_MS, () => {
      this.#collect();
      this.#plan();
    });
  }

  #collect(): void {
    const missing = new Set<string>();
    for (const pod of [...this.#context.view.pods.values()]) {
      const name = pod.spec.nodeName;
      if (!name) {
        if (pod.metadata.deletionTimestamp) this.#remove(pod);
        continue;
      }
      const node = this.#context.view.nodes.get(name);
      if (!node) missing.add(name);
      if (!node ? this.#isQuarantineOver(name) : this.#isOutOfService(pod)) this.#failAndRemove(pod);
    }
    for (const name of this.#missingSince.keys()) if (!missing.has(name)) this.#missingSince.delete(name);
  }

  #isQuarantineOver(node: string): boolean {
    const now = this.#context.clock.now();
    const since = this.#missingSince.get(node) ?? now;
    this.#missingSince.set(node, since);
    return now - since >= QUARANTINE_MS;
  }

  #isOutOfService(pod: Pod): boolean {
    const node = this.#context.view.nodes.get(pod.spec.nodeName ?? '');
    if (!node || !pod.metadata.deletionTimestamp) return false;
    const unready = node.status.conditions?.some(({ type, status }) => type === 'Ready' && status !== 'True') ?? false;
    return unready && (node.spec.taints ?? []).some((taint) => taint.key === OUT_OF_SERVICE);
  }

  #failAndRemove(pod: Pod): void {
    if (pod.status.phase !== 'Failed' && pod.status.phase !== 'Succeeded') {
      const disruption: PodCondition = {
        type: 'DisruptionTarget',
        status: 'True',
        reason: 'DeletionByPodGC',
        message: 'PodGC: node no longer exists',
        lastTransitionTime: timestamp(this.#context.clock.now()),
      };
      const conditions = [...(pod.status.conditions ?? []), disruption];
      this.#context.api.updateStatus(RESOURCES.pods, { ...pod, status: { ...pod.status, phase: 'Failed', conditions } });
    }
    this.#remove(pod);
  }

  #remove(pod: Pod): void {
    const { namespace = '', name, uid } = pod.metadata;
    try {
      this.#context.api.delete(RESOURCES.pods, namespace, name, { gracePeriodSeconds: 0, preconditions: { uid } });
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (error.code !== 404) this.#context.onError(error, objectKey(pod));
    }
  }
}
