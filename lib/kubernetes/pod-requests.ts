import type { Container, ContainerStatus, Pod, PodSpec } from './pod.ts';
import { podCondition } from './pod-conditions.ts';
import { type Nanos, readQuantity } from './quantity.ts';

/** Amounts by resource. What is no quantity counts as 0: the API server would have refused it. */
export type Amounts = ReadonlyMap<string, Nanos>;

type Quantities = Readonly<Record<string, string>> | undefined;

/** The amounts of a map of quantities. */
export function amountsOf(quantities: Quantities): Amounts {
  return new Map(Object.entries(quantities ?? {}).map(([resource, text]) => [resource, readQuantity(text).nanos ?? 0n]));
}

/** What a Pod's containers say of resources and is no quantity, by resource. */
export function unreadableRequests(spec: PodSpec): ReadonlyMap<string, readonly string[]> {
  const texts = [...spec.containers, ...(spec.initContainers ?? [])].flatMap(({ resources }) =>
    [resources?.requests, resources?.limits].flatMap((quantities) => Object.entries(quantities ?? {})),
  );
  const wrong = texts.filter(([, text]) => readQuantity(text).nanos === null);
  return new Map(
    [...Map.groupBy(wrong, ([resource]) => resource)].map(([resource, own]) => [resource, own.map(([, text]) => text)]),
  );
}

/**
 * What the scheduler counts for a Pod, by resource. A container that is being resized counts with the most of what it
 * asks for, was given and uses. Give a template's spec without a status: its limits stand in for requests that are absent.
 * Mirrors kubernetes/component-helpers resource/helpers.go PodRequests, v0.36.
 */
export function podRequests(spec: PodSpec, status?: Pod['status']): Amounts {
  const requests = (container: Container) => containerRequests(container, status);
  const all = sum(spec.containers.map(requests));
  const sidecars = new Map<string, Nanos>();
  const most = new Map<string, Nanos>();
  for (const container of spec.initContainers ?? []) {
    const own = requests(container);
    if (container.restartPolicy === 'Always') {
      add(all, own);
      add(sidecars, own);
      raise(most, sidecars);
    } else {
      raise(most, sum([own, sidecars]));
    }
  }
  raise(all, most);
  for (const [resource, amount] of amountsOf(spec.resources?.requests)) {
    if (resource === 'cpu' || resource === 'memory' || resource.startsWith('hugepages-')) {
      all.set(resource, amount);
    }
  }
  add(all, amountsOf(spec.overhead));
  return all;
}

function containerRequests({ name, restartPolicy, resources }: Container, status: Pod['status'] | undefined): Amounts {
  if (status === undefined) {
    return amountsOf({ ...resources?.limits, ...resources?.requests });
  }
  const asked = amountsOf(resources?.requests);
  const found = statusOf(name, restartPolicy, status);
  if (found?.resources === undefined) {
    return asked;
  }
  const isInfeasible = podCondition({ status }, 'PodResizePending')?.reason === 'Infeasible';
  const effective = new Map(isInfeasible ? [] : asked);
  raise(effective, amountsOf(found.resources.requests));
  raise(effective, amountsOf(found.allocatedResources));
  return effective;
}

// Init containers that end are over before they could be resized.
function statusOf(name: string, restartPolicy: string | undefined, status: Pod['status']): ContainerStatus | undefined {
  const inits = restartPolicy === 'Always' ? (status.initContainerStatuses ?? []) : [];
  return [...(status.containerStatuses ?? []), ...inits].find((container) => container.name === name);
}

function sum(parts: readonly Amounts[]): Map<string, Nanos> {
  const total = new Map<string, Nanos>();
  for (const part of parts) {
    add(total, part);
  }
  return total;
}

function add(total: Map<string, Nanos>, part: Amounts): void {
  for (const [resource, amount] of part) {
    total.set(resource, (total.get(resource) ?? 0n) + amount);
  }
}

function raise(total: Map<string, Nanos>, part: Amounts): void {
  for (const [resource, amount] of part) {
    const known = total.get(resource);
    if (known === undefined || known < amount) {
      total.set(resource, amount);
    }
  }
}
