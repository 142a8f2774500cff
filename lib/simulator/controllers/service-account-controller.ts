import type { KubernetesObject } from '#lib/kubernetes/object-meta.ts';
import { RESOURCES } from '../resources.ts';
import type { Component, ControllerContext } from './controller-context.ts';
import { Informer } from './informer.ts';
import { WorkQueue } from './work-queue.ts';

const NAME = 'default';

/**
 * Gives every Namespace its service account `default`.
 * Mirrors kubernetes/kubernetes pkg/controller/serviceaccount/serviceaccounts_controller.go, v1.36.
 */
export class ServiceAccountController implements Component {
  readonly #informers: readonly Informer<KubernetesObject>[];
  readonly #queue: WorkQueue;

  constructor(context: ControllerContext) {
    const { api, clock, onError } = context;
    const informer = (resource: Parameters<typeof api.list>[0]) =>
      new Informer<KubernetesObject>({ api, clock, resource, lagMs: 0 });
    const namespaces = informer(RESOURCES.namespaces);
    const accounts = informer(RESOURCES.serviceAccounts);
    const process = (namespace: string) => {
      const found = namespaces.get(namespace);
      if (!found || found.metadata.deletionTimestamp || accounts.get(`${namespace}/${NAME}`)) return;
      api.create(RESOURCES.serviceAccounts, { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: NAME, namespace } });
    };
    this.#queue = new WorkQueue({ clock, onError, gatherMs: () => 20, process });
    namespaces.onChange((_before, after) => {
      if (after) this.#queue.add(after.metadata.name);
    });
    accounts.onChange((before, after) => {
      if (!after && before?.metadata.namespace) this.#queue.add(before.metadata.namespace);
    });
    this.#informers = [accounts, namespaces];
    for (const one of this.#informers) one.start();
  }

  stop(): void {
    this.#queue.stop();
    for (const informer of this.#informers) informer.stop();
  }
}
