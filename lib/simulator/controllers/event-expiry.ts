import type { KubernetesEvent } from '#lib/kubernetes/event.ts';
import { RESOURCES } from '../resources.ts';
import type { Component, ControllerContext } from './controller-context.ts';

const TTL_MS = 3_600_000; // --event-ttl
const PERIOD_MS = 60_000;

/** Removes Events an hour after they were last written, as their lease in etcd does. */
export class EventExpiry implements Component {
  readonly #context: ControllerContext;
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
      this.#expire();
      this.#plan();
    });
  }

  #expire(): void {
    const before = this.#context.clock.now() - TTL_MS;
    const { api } = this.#context;
    for (const { metadata, lastTimestamp } of api.list<KubernetesEvent>(RESOURCES.events))
      if (Date.parse(lastTimestamp ?? metadata.creationTimestamp) < before)
        api.delete(RESOURCES.events, metadata.namespace ?? '', metadata.name);
  }
}
