import { describe, expect, it } from 'vitest';
import type { Container, Pod, PodSpec } from './pod.ts';
import { podRequests } from './pod-requests.ts';
import { quantityText } from './quantity.ts';

function container(name: string, requests: Record<string, string>, parts: Partial<Container> = {}): Container {
  return { name, resources: { requests }, ...parts };
}

function asked(spec: PodSpec, status: Pod['status'] | undefined = {}): Record<string, string> {
  const amounts = [...podRequests(spec, status)].map(([resource, nanos]) => [resource, quantityText(resource, nanos)]);
  return Object.fromEntries(amounts);
}

describe('what the scheduler counts for a Pod', () => {
  it('[REQUESTS-1] containers add up, and an init container that needs more decides', () => {
    expect(asked({ containers: [container('a', { cpu: '100m' }), container('b', { cpu: '0.2', memory: '1Gi' })] })).toEqual({
      cpu: '300m',
      memory: '1Gi',
    });
    const initContainers = [container('i', { cpu: '500m', memory: '1Mi' })];
    expect(asked({ containers: [container('a', { cpu: '100m', memory: '2Mi' })], initContainers })).toEqual({
      cpu: '500m',
      memory: '2Mi',
    });
  });

  it('[REQUESTS-1] a sidecar counts beside the containers, and beside the init containers after it', () => {
    const sidecar = container('s', { cpu: '100m' }, { restartPolicy: 'Always' });
    const containers = [container('a', { cpu: '100m' })];
    expect(asked({ containers, initContainers: [sidecar] })).toEqual({ cpu: '200m' });
    expect(asked({ containers, initContainers: [sidecar, container('i', { cpu: '150m' })] })).toEqual({ cpu: '250m' });
    expect(asked({ containers, initContainers: [container('i', { cpu: '150m' }), sidecar] })).toEqual({ cpu: '200m' });
  });

  it('[REQUESTS-2] requests of the whole Pod replace cpu, memory and hugepages, and overhead comes on top', () => {
    const spec: PodSpec = {
      containers: [container('a', { cpu: '100m', memory: '1Gi', 'vendor.example/gpu': '1' })],
      resources: { requests: { cpu: '1', 'hugepages-2Mi': '4Mi', 'vendor.example/gpu': '9' } },
      overhead: { cpu: '10m', memory: '1Gi' },
    };
    expect(asked(spec)).toEqual({ cpu: '1010m', memory: '2Gi', 'vendor.example/gpu': '1', 'hugepages-2Mi': '4Mi' });
  });

  it('[REQUESTS-3] a container that is being resized counts with the most; an infeasible resize is left out', () => {
    const status = (reason?: string): Pod['status'] => ({
      containerStatuses: [
        {
          name: 'a',
          ready: true,
          restartCount: 0,
          allocatedResources: { cpu: '300m' },
          resources: { requests: { cpu: '200m', memory: '1Mi' } },
        },
      ],
      conditions: reason === undefined ? [] : [{ type: 'PodResizePending', status: 'True', reason }],
    });
    const spec = { containers: [container('a', { cpu: '900m' })] };
    expect(asked(spec, status())).toEqual({ cpu: '900m', memory: '1Mi' });
    expect(asked(spec, status('Deferred'))).toEqual({ cpu: '900m', memory: '1Mi' });
    expect(asked(spec, status('Infeasible'))).toEqual({ cpu: '300m', memory: '1Mi' });
  });

  it("[REQUESTS-4] a template's limits stand in for absent requests, and bad quantities count as 0", () => {
    const spec = { containers: [{ name: 'a', resources: { limits: { cpu: '2', memory: '1Gi' }, requests: { cpu: 'lots' } } }] };
    expect(Object.fromEntries(podRequests(spec))).toEqual({ cpu: 0n, memory: 2n ** 30n * 10n ** 9n });
    expect(asked(spec)).toEqual({ cpu: '0' });
  });
});
