import type { Node, Taint } from '#lib/kubernetes/node.ts';
import { timestamp } from '../clock.ts';
import { nodeStatus } from '../kubelet/node-status.ts';
import type { Random } from '../random.ts';
import { randomUid } from './identifiers.ts';
import { DAY_MS, HOUR_MS, type Past } from './past.ts';

export type PoolName = 'system' | 'general' | 'memory' | 'gpu' | 'edge';

interface Pool {
  readonly name: PoolName;
  readonly instanceType: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly taints?: readonly Taint[];
  readonly capacity: Readonly<Record<string, string>>;
  readonly allocatable: Readonly<Record<string, string>>;
}

const REGION = 'eu-1';
const ZONES = ['eu-1a', 'eu-1b', 'eu-1c'] as const;

const resources = (cpu: number, memoryGi: number, more: Record<string, string> = {}) => ({
  capacity: {
    cpu: String(cpu),
    memory: `${memoryGi * 1024 * 1024 - 131072}Ki`,
    'ephemeral-storage': '104845292Ki',
    pods: '110',
    ...more,
  },
  allocatable: {
    cpu: `${cpu * 1000 - 80}m`,
    memory: `${memoryGi * 1024 * 1024 - 1_179_648}Ki`,
    'ephemeral-storage': '95491281146',
    pods: '110',
    ...more,
  },
});

const POOLS: Readonly<Record<PoolName, Pool>> = {
  system: {
    name: 'system',
    instanceType: 'm7i.xlarge',
    labels: { 'node-role.kubernetes.io/control-plane': '' },
    taints: [{ key: 'node-role.kubernetes.io/control-plane', effect: 'NoSchedule' }],
    ...resources(4, 16),
  },
  general: { name: 'general', instanceType: 'm7i.2xlarge', ...resources(8, 32) },
  memory: { name: 'memory', instanceType: 'r7i.2xlarge', ...resources(8, 64) },
  gpu: {
    name: 'gpu',
    instanceType: 'g6.4xlarge',
    labels: { 'nvidia.com/gpu.present': 'true' },
    taints: [{ key: 'nvidia.com/gpu', value: 'present', effect: 'NoSchedule' }],
    ...resources(16, 64, { 'nvidia.com/gpu': '1' }),
  },
  edge: { name: 'edge', instanceType: 'c7i.xlarge', labels: { 'node-role.kubernetes.io/edge': '' }, ...resources(4, 8) },
};

/** Adds the scenario's Nodes: three of the system pool, the rest over the other pools and three zones. */
export function addFleet(past: Past, change: (node: Node, index: number) => Node = (node) => node): void {
  for (let index = 0; index < past.nodeCount; index++) {
    const joinedAgo = index < 3 ? 190 * DAY_MS : past.random.between(2 * HOUR_MS, 120 * DAY_MS);
    const now = Date.parse(past.time(0));
    const node = fleetNode(index, poolAt(index, past.nodeCount), { random: past.random, now, joinedAgo });
    past.addNode(change(node, index));
  }
}

/** The Node with one more taint. */
export function tainted(node: Node, taint: Taint): Node {
  return { ...node, spec: { ...node.spec, taints: [...(node.spec.taints ?? []), taint] } };
}

/** The pool that a Node carries in its labels. */
export function poolOf(node: Node): string | undefined {
  return node.metadata.labels?.['eks.amazonaws.com/nodegroup'];
}

function poolAt(index: number, count: number): PoolName {
  if (index < Math.min(3, count - 1)) return 'system';
  const share = (index * 7919) % 20;
  if (share < 11) return 'general';
  if (share < 14) return 'memory';
  return share < 17 ? 'edge' : 'gpu';
}

/** One ready Node as it stands in the API. */
export function fleetNode(index: number, poolName: PoolName, options: { random: Random; now: number; joinedAgo: number }): Node {
  const pool = POOLS[poolName];
  const zone = ZONES[index % ZONES.length] as string;
  const name = nodeName(index);
  const createdAt = options.now - options.joinedAgo;
  const bare: Node = {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name,
      uid: randomUid(options.random),
      resourceVersion: '',
      creationTimestamp: timestamp(createdAt),
      labels: nodeLabels(name, zone, pool),
      annotations: { 'node.alpha.kubernetes.io/ttl': '0', 'volumes.kubernetes.io/controller-managed-attach-detach': 'true' },
    },
    spec: {
      providerID: `aws:///${zone}/i-0${randomUid(options.random).replaceAll('-', '').slice(0, 16)}`,
      ...(pool.taints ? { taints: pool.taints.map((taint) => ({ ...taint })) } : {}),
    },
    status: { capacity: { ...pool.capacity }, allocatable: { ...pool.allocatable } },
  };
  return { ...bare, status: nodeStatus(bare, { started: true, now: createdAt + 25_000 }) };
}

function nodeLabels(name: string, zone: string, pool: Pool): Record<string, string> {
  return {
    'beta.kubernetes.io/arch': 'amd64',
    'beta.kubernetes.io/os': 'linux',
    'kubernetes.io/arch': 'amd64',
    'kubernetes.io/hostname': name,
    'kubernetes.io/os': 'linux',
    'node.kubernetes.io/instance-type': pool.instanceType,
    'topology.kubernetes.io/region': REGION,
    'topology.kubernetes.io/zone': zone,
    'eks.amazonaws.com/nodegroup': pool.name,
    ...(pool.name === 'general' || pool.name === 'memory' ? { type: 'compute' } : {}),
    ...pool.labels,
  };
}

/** Spread over the subnet as leases are, and never twice: 4,051 is prime to the size of the range. */
function nodeName(index: number): string {
  const host = (index * 4051 + 3106) % 65_024;
  return `ip-10-${Math.floor(index / 65_024)}-${Math.floor(host / 254)}-${1 + (host % 254)}.${REGION}.compute.internal`;
}
