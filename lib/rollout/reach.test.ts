import { describe, expect, it } from 'vitest';
import type { Service } from '#lib/kubernetes/service.ts';
import type { NodeRollout } from './node-rollout.ts';
import { reachOf } from './reach.ts';

const LABELS = { app: 'dns', tier: 'node' };

function service(name: string, spec: Service['spec']): Service {
  return { metadata: { name, namespace: 'default', uid: name, resourceVersion: '1', creationTimestamp: '' }, spec };
}

function rollout(node: string, pods: readonly { ready: boolean; terminatingUntil: string | null }[]): NodeRollout {
  return { node, pods } as unknown as NodeRollout;
}

function names(spec: Service['spec']): readonly string[] {
  return reachOf(LABELS, [service('a', spec)], []).services.map(({ name }) => name);
}

describe('reach', () => {
  it('[REACH-1] a Service reaches the Pods whose labels satisfy its selector, which must not be empty', () => {
    expect(names({ selector: { app: 'dns' } })).toEqual(['a']);
    expect(names({ selector: { app: 'dns', tier: 'node' } })).toEqual(['a']);
    expect(names({ selector: { app: 'dns', zone: 'a' } })).toEqual([]);
    expect(names({ selector: { constructor: 'x' } })).toEqual([]);
    expect(names({ selector: {} })).toEqual([]);
    expect(names({})).toEqual([]);
    expect(names({ selector: { app: 'dns' }, type: 'ExternalName' })).toEqual([]);
  });

  it('[REACH-1] names, ports and headlessness are told as kubectl and DNS have them', () => {
    const ports = [
      { port: 53, protocol: 'UDP' },
      { port: 9153, nodePort: 30153 },
    ];
    const { services } = reachOf(LABELS, [service('dns', { selector: { app: 'dns' }, clusterIP: 'None', ports })], []);
    expect(services).toEqual([
      {
        name: 'dns',
        type: 'ClusterIP',
        headless: true,
        dns: 'dns.default.svc',
        ports: ['53/UDP', '9153:30153/TCP'],
        local: [],
      },
    ]);
  });

  it('[REACH-2] a Node without a ready Pod that stays has no endpoint for Local traffic', () => {
    const local = service('l', {
      selector: { app: 'dns' },
      type: 'NodePort',
      internalTrafficPolicy: 'Local',
      externalTrafficPolicy: 'Local',
    });
    const rollouts = [
      rollout('n4', []),
      rollout('n1', [{ ready: true, terminatingUntil: null }]),
      rollout('n2', [{ ready: false, terminatingUntil: null }]),
      rollout('n3', [{ ready: true, terminatingUntil: '2026-01-01T00:00:00Z' }]),
    ];
    const { services, nodesWithout } = reachOf(LABELS, [local], rollouts);
    expect(services[0]?.local).toEqual(['internal', 'external']);
    expect(nodesWithout).toEqual(['n2', 'n3', 'n4']);
    // Without an open port nothing comes from outside.
    expect(reachOf(LABELS, [service('l', { ...local.spec, type: 'ClusterIP' })], []).services[0]?.local).toEqual(['internal']);
  });
});
