import type { KubernetesObject } from '#lib/kubernetes/object-meta.ts';
import type { Pod } from '#lib/kubernetes/pod.ts';
import { RESOURCES } from '../resources.ts';
import type { Component, ControllerContext } from './controller-context.ts';
import { isPodTerminal } from './daemon-set/availability.ts';
import { Informer, objectKey } from './informer.ts';
import { WorkQueue } from './work-queue.ts';

interface ResourceQuota extends KubernetesObject {
  spec?: { hard?: Record<string, string> };
  status?: object;
}

/**
 * Keeps the `used` of each ResourceQuota, for what it limits by count.
 * Mirrors kubernetes/kubernetes pkg/controller/resourcequota/resource_quota_controller.go, v1.36.
 */
export class QuotaController implements Component {
  readonly #context: ControllerContext;
  readonly #quotas: Informer<ResourceQuota>;
  readonly #queue: WorkQueue;

  constructor(context: ControllerContext) {
    const { api, clock, onError, view } = context;
    this.#context = context;
    this.#queue = new WorkQueue({ clock, onError, gatherMs: () => 100, process: (key) => this.#sync(key) });
    this.#quotas = new Informer<ResourceQuota>({ api, clock, resource: RESOURCES.resourceQuotas, lagMs: 0 });
    this.#quotas.onChange((_before, after) => {
      if (after) this.#queue.add(objectKey(after));
    });
    view.pods.onChange((before, after) => {
      if (this.#quotas.size > 0 && before?.status.phase !== after?.status.phase) this.#podCounted(after ?? before);
    });
    this.#quotas.start();
  }

  stop(): void {
    this.#queue.stop();
    this.#quotas.stop();
  }

  #podCounted(pod: Pod | undefined): void {
    for (const quota of this.#quotas.values())
      if (quota.metadata.namespace === pod?.metadata.namespace) this.#queue.add(objectKey(quota));
  }

  #sync(key: string): void {
    const quota = this.#quotas.get(key);
    if (!quota) return;
    const hard = quota.spec?.hard ?? {};
    const counts = Object.keys(hard).flatMap((name): [string, string][] => {
      const count = this.#count(name, quota.metadata.namespace ?? '');
      return count === undefined ? [] : [[name, String(count)]];
    });
    this.#context.api.updateStatus(RESOURCES.resourceQuotas, { ...quota, status: { hard, used: Object.fromEntries(counts) } });
  }

  #count(name: string, namespace: string): number | undefined {
    const plural = /^(?:count\/)?([a-z]+)/.exec(name)?.[1];
    const resource = Object.values(RESOURCES).find((one) => one.namespaced && one.plural === plural);
    if (!resource) return undefined;
    const objects = this.#context.api.list(resource, namespace);
    if (resource !== RESOURCES.pods || name.startsWith('count/')) return objects.length;
    return this.#context.api.list<Pod>(RESOURCES.pods, namespace).filter((pod) => !isPodTerminal(pod)).length;
  }
}
