import type { Service } from '#lib/kubernetes/service.ts';
import type { NodeRollout } from './node-rollout.ts';
import { compareText } from './pod-order.ts';

/** One way to the Pods of a DaemonSet. */
export interface ServiceReach {
  readonly name: string;
  readonly type: string;
  /** No address of its own: its name answers with those of the Pods. */
  readonly headless: boolean;
  /** The name that the cluster's DNS has for it, without the cluster's domain. */
  readonly dns: string;
  /** `9100/TCP`, with a NodePort `9100:30910/TCP`, as kubectl prints them. */
  readonly ports: readonly string[];
  /** Which traffic stays on its Node: `internal`, `external`, or both. */
  readonly local: readonly ('internal' | 'external')[];
}

/** How to talk to the Pods of a DaemonSet. */
export interface Reach {
  readonly services: readonly ServiceReach[];
  /** Nodes without a ready Pod of the DaemonSet: what keeps to its own Node finds nothing there. */
  readonly nodesWithout: readonly string[];
}

/**
 * The Services whose selector the template's labels satisfy, and the Nodes on which a `Local` traffic policy finds no endpoint.
 * Mirrors kubernetes/kubernetes pkg/controller/endpointslice/endpointslice_controller.go syncService and pkg/proxy/topology.go
 * CategorizeEndpoints, v1.36. `rollouts` are those of every Node.
 */
export function reachOf(
  labels: Readonly<Record<string, string>>,
  services: readonly Service[],
  rollouts: Iterable<NodeRollout>,
): Reach {
  const nodesWithout: string[] = [];
  for (const { node, pods } of rollouts) {
    if (!pods.some(({ ready, terminatingUntil }) => ready && terminatingUntil === null)) nodesWithout.push(node);
  }
  return {
    services: services
      .filter((service) => selects(service, labels))
      .map(serviceReach)
      .sort((a, b) => compareText(a.name, b.name)),
    nodesWithout: nodesWithout.sort(compareText),
  };
}

function selects({ spec }: Service, labels: Readonly<Record<string, string>>): boolean {
  const wanted = Object.entries(spec.selector ?? {});
  const isOutside = spec.type === 'ExternalName';
  return !isOutside && wanted.length > 0 && wanted.every(([key, value]) => Object.hasOwn(labels, key) && labels[key] === value);
}

function serviceReach({ metadata, spec }: Service): ServiceReach {
  const { type = 'ClusterIP', clusterIP, ports = [], internalTrafficPolicy, externalTrafficPolicy } = spec;
  const isOpen = type === 'NodePort' || type === 'LoadBalancer';
  return {
    name: metadata.name,
    type,
    headless: clusterIP === 'None',
    dns: `${metadata.name}.${metadata.namespace ?? ''}.svc`,
    ports: ports.map(({ port, nodePort, protocol = 'TCP' }) => `${port}${nodePort ? `:${nodePort}` : ''}/${protocol}`),
    local: [
      ...(internalTrafficPolicy === 'Local' ? (['internal'] as const) : []),
      ...(isOpen && externalTrafficPolicy === 'Local' ? (['external'] as const) : []),
    ],
  };
}
