import type { Container, Pod, PodSpec } from '#lib/kubernetes/pod.ts';
import { resourceAmount } from './quantity.ts';

/** Amounts by resource name; cpu in thousandths. */
export type Amounts = ReadonlyMap<string, number>;

const remembered = new WeakMap<PodSpec, Amounts>();

/**
 * What a Pod asks for: containers and sidecars together, or the largest init container if that is more, plus overhead.
 * Mirrors kubernetes/component-helpers resource/helpers.go PodRequests, v0.36.
 */
export function podRequests(pod: Pod): Amounts {
  const known = remembered.get(pod.spec);
  if (known) return known;
  const running = new Map<string, number>();
  for (const container of pod.spec.containers) addTo(running, requestsOf(container));
  const sidecars = new Map<string, number>();
  const peak = new Map<string, number>();
  for (const container of pod.spec.initContainers ?? []) {
    const need = new Map(sidecars);
    addTo(need, requestsOf(container));
    if (container.restartPolicy === 'Always') addTo(sidecars, requestsOf(container));
    raiseTo(peak, need);
  }
  addTo(running, sidecars);
  raiseTo(running, peak);
  const { overhead = {} } = pod.spec as PodSpec & { overhead?: Record<string, string> };
  addTo(running, amounts(overhead));
  remembered.set(pod.spec, running);
  return running;
}

/** A resource list in the scheduler's units. */
export function amounts(list: Readonly<Record<string, string>>): Map<string, number> {
  return new Map(Object.entries(list).map(([resource, text]) => [resource, resourceAmount(resource, text)]));
}

function requestsOf(container: Container): Amounts {
  return amounts(container.resources?.requests ?? {});
}

function addTo(sum: Map<string, number>, more: Amounts): void {
  for (const [resource, amount] of more) sum.set(resource, (sum.get(resource) ?? 0) + amount);
}

function raiseTo(least: Map<string, number>, other: Amounts): void {
  for (const [resource, amount] of other) least.set(resource, Math.max(least.get(resource) ?? 0, amount));
}
