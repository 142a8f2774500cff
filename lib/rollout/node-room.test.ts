import { describe, expect, it } from 'vitest';
import type { Container, Pod, PodSpec } from '#lib/kubernetes/pod.ts';
import type { PodDisruptionBudget } from '#lib/kubernetes/pod-disruption-budget.ts';
import { aDaemonSet } from '#lib/testing/builders/a-daemon-set.ts';
import { aNode } from '#lib/testing/builders/a-node.ts';
import { aPod } from '#lib/testing/builders/a-pod.ts';
import { aRevision } from '#lib/testing/builders/a-revision.ts';
import { createClusterRollout } from './create-cluster-rollout.ts';
import { nodeRoom, type RoomInput } from './node-room.ts';

const NOW = Date.parse('2026-01-01T01:00:00Z');
const main = (requests: Record<string, string>, parts: Partial<Container> = {}): Container[] => [
  { name: 'main', image: 'registry.example/logger:1', resources: { requests }, ...parts },
];
const daemonSet = aDaemonSet()
  .withTemplate({ containers: main({ memory: '1Gi' }), priorityClassName: 'system-node-critical' })
  .build();
const replicaSet = { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'web-1', uid: 'rs', controller: true };

function other(name: string, spec: Partial<PodSpec>, meta: Partial<Pod['metadata']> = {}): Pod {
  return aPod(daemonSet, name)
    .withMeta({ namespace: 'shop', labels: { app: 'web' }, ownerReferences: [replicaSet], ...meta })
    .withSpec({ containers: main({}), ...spec })
    .build();
}

function room(pods: readonly Pod[], parts: Partial<RoomInput> & { readonly allocatable?: Record<string, string> } = {}) {
  const base = aNode('node-1').build();
  const allocatable = parts.allocatable ?? { cpu: '2', memory: '4Gi', pods: '10' };
  const node = { ...base, status: { ...base.status, allocatable } };
  const cluster = createClusterRollout();
  const owner = parts.daemonSet ?? daemonSet;
  cluster.setNode(node);
  cluster.setDaemonSet(owner);
  cluster.setControllerRevision(aRevision(owner).build());
  for (const pod of pods) cluster.setPod(pod);
  cluster.settle(NOW);
  const rollout = cluster.nodeRollout(owner.metadata.uid, 'node-1') ?? expect.fail('the Node is known');
  return nodeRoom({ node, daemonSet, rollout, surge: false, pods, waiting: undefined, budgets: new Map(), ...parts });
}

describe('the room on a Node', () => {
  it('[ROOM-1] splits what the Node has into DaemonSets, other Pods and the rest, and says what is short', () => {
    const proxy = other(
      'proxy',
      { containers: main({ memory: '512Mi', cpu: '100m' }) },
      { ownerReferences: [{ ...replicaSet, kind: 'DaemonSet' }] },
    );
    const web = other('web', { containers: main({ memory: '3Gi', cpu: '1' }) });
    const ended = { ...other('ended', { containers: main({ memory: '9Gi' }) }), status: { phase: 'Succeeded' as const } };
    const { verdict, resources } = room([proxy, web, ended]);
    expect(verdict).toBe('movable');
    expect(resources.map(({ shares, ...rest }) => rest)).toEqual([
      { resource: 'cpu', allocatable: '2', daemonSets: '100m', others: '1', free: '900m', asked: '0', shortBy: '0' },
      {
        resource: 'memory',
        allocatable: '4Gi',
        daemonSets: '512Mi',
        others: '3Gi',
        free: '512Mi',
        asked: '1Gi',
        shortBy: '512Mi',
      },
      { resource: 'pods', allocatable: '10', daemonSets: '1', others: '1', free: '8', asked: '1', shortBy: '0' },
    ]);
    expect(resources[1]?.shares).toEqual({ daemonSets: 0.125, others: 0.75, free: 0.125 });
  });

  it('[ROOM-7] what is no quantity counts for nothing and is told; where it is what the Node has, the verdict is unknown', () => {
    const odd = other('odd', { containers: main({ memory: '--5', cpu: '1' }) });
    const counted = room([odd]);
    expect(counted.verdict).toBe('fits');
    expect(
      counted.resources.map(({ resource, others, unreadable, unknown }) => ({ resource, others, unreadable, unknown })),
    ).toEqual([
      { resource: 'cpu', others: '1', unreadable: undefined, unknown: undefined },
      { resource: 'memory', others: '0', unreadable: ['--5'], unknown: undefined },
      { resource: 'pods', others: '1', unreadable: undefined, unknown: undefined },
    ]);
    const unsaid = room([odd], { allocatable: { cpu: '2', memory: '1e', pods: '10' } });
    expect(unsaid).toMatchObject({ verdict: 'unknown', never: [] });
    expect(unsaid.resources[1]).toMatchObject({ resource: 'memory', shortBy: '0', unreadable: ['--5', '1e'], unknown: true });
    expect(room([], { allocatable: { cpu: '', memory: '4Gi', pods: '10' } }).verdict).toBe('fits');
  });

  it('[ROOM-2] the verdict: it fits, never fits, waits for Pods that leave, or has nothing to move', () => {
    const big = (name: string, meta = {}, priority = 0) =>
      other(name, { containers: main({ memory: '3500Mi' }), priority }, meta);
    expect(room([]).verdict).toBe('fits');
    expect(room([], { allocatable: { cpu: '1', memory: '512Mi', pods: '10' } })).toMatchObject({
      verdict: 'never',
      never: ['memory'],
    });
    expect(room([big('a', { deletionTimestamp: '2026-01-01T02:00:00Z' })]).verdict).toBe('leaving');
    expect(room([big('a', {}, 2_000_001_001)])).toMatchObject({ verdict: 'none', movable: [] });
    expect(room([big('a', { annotations: { 'kubernetes.io/config.mirror': 'x' } })]).verdict).toBe('none');
    expect(room([other('a', {})], { allocatable: { cpu: '1', memory: '4Gi', pods: '1' } }).verdict).toBe('movable');
  });

  it('[ROOM-3] the Pod that goes first gives its room back, unless the new one stands beside it', () => {
    const outdated = aPod(daemonSet, 'old')
      .ofRevision('old')
      .withSpec({ containers: main({ memory: '3500Mi' }) })
      .build();
    expect(room([outdated]).verdict).toBe('fits');
    expect(room([outdated], { surge: true }).verdict).toBe('none');
    const updated = aPod(daemonSet, 'new')
      .withSpec({ containers: main({ memory: '1Gi' }) })
      .build();
    expect(room([updated]).verdict).toBe('here');
    expect(room([{ ...updated, status: { phase: 'Failed', reason: 'OutOfmemory' } }]).verdict).toBe('fits');
  });

  it('[ROOM-4] a movable Pod comes with its owner, what it frees, whether it is enough, and its budgets', () => {
    const half = other('half', { containers: main({ memory: '100Mi' }), priority: 5 });
    const whole = other('whole', { containers: main({ memory: '3400Mi' }), priority: 7 }, { ownerReferences: [] });
    const budget: PodDisruptionBudget = {
      metadata: { ...half.metadata, name: 'web' },
      spec: { selector: { matchLabels: { app: 'web' } } },
      status: { disruptionsAllowed: 0 },
    };
    const none: PodDisruptionBudget = { metadata: { ...half.metadata, name: 'none' }, spec: {} };
    const frees = (amount: string) => [{ resource: 'memory', amount }];
    expect(room([half, whole], { budgets: new Map([['shop', [budget, none]]]) }).movable).toMatchObject([
      { name: 'whole', owner: null, enough: true, frees: frees('3400Mi'), budgets: [{ name: 'web', disruptionsAllowed: 0 }] },
      { name: 'half', owner: { kind: 'ReplicaSet', name: 'web-1' }, enough: false, frees: frees('100Mi') },
    ]);
    expect(room([half, whole], { budgets: new Map([['shop', null]]) }).movable[0]?.budgets).toBeNull();
  });

  it('[ROOM-5] a host port that is taken names its holder, by protocol and address', () => {
    const port = (hostIP?: string, protocol = 'TCP') => [
      { containerPort: 80, hostPort: 9100, protocol, ...(hostIP === undefined ? {} : { hostIP }) },
    ];
    const owner = aDaemonSet()
      .withTemplate({ containers: main({}, { ports: port() }) })
      .build();
    const holder = (ports: Container['ports']) => other('holder', { containers: main({}, { ports: ports ?? [] }) });
    expect(room([holder(port('10.0.0.1'))], { daemonSet: owner })).toMatchObject({
      verdict: 'movable',
      ports: [{ port: 9100, protocol: 'TCP', holder: { namespace: 'shop', name: 'holder' } }],
      movable: [{ name: 'holder', enough: true, frees: [] }],
    });
    expect(room([holder(port(undefined, 'UDP'))], { daemonSet: owner }).verdict).toBe('fits');
    const onHost = other('holder', { hostNetwork: true, containers: main({}, { ports: [{ containerPort: 9100 }] }) });
    expect(room([onHost], { daemonSet: owner }).ports).toHaveLength(1);
  });

  it('[ROOM-6] Pods that the selector matches and somebody else or nobody controls are strangers', () => {
    const labels = daemonSet.spec.selector.matchLabels ?? {};
    const orphan = other('orphan', {}, { namespace: 'default', labels, ownerReferences: [] });
    const foreign = other('foreign', {}, { namespace: 'default', labels });
    const elsewhere = other('elsewhere', {}, { labels });
    expect(room([orphan, foreign, elsewhere]).strangers).toMatchObject([
      { name: 'orphan', owner: null },
      { name: 'foreign', owner: { kind: 'ReplicaSet' } },
    ]);
  });
});
