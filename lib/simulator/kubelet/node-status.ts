import type { Node, NodeCondition } from '#lib/kubernetes/node.ts';
import { timestamp } from '../clock.ts';
import { fnv1a } from '../random.ts';
import { reportedConditions } from './node-behaviour.ts';

/** The version that simulated kubelets report. */
export const KUBELET_VERSION = 'v1.36.1';

const DEFAULT_RESOURCES = {
  cpu: '4',
  memory: '16Gi',
  'ephemeral-storage': '100Gi',
  pods: '110',
  'hugepages-1Gi': '0',
  'hugepages-2Mi': '0',
};

/** The Node's status as its kubelet reports it now: what is missing is filled, foreign conditions stay. */
export function nodeStatus(node: Node, { started, now }: { started: boolean; now: number }): Node['status'] {
  const name = node.metadata.name;
  const capacity = node.status.capacity ?? node.status.allocatable ?? DEFAULT_RESOURCES;
  return {
    ...node.status,
    capacity,
    allocatable: node.status.allocatable ?? capacity,
    conditions: nodeConditions(node, { started, now }),
    addresses: node.status.addresses ?? [
      { type: 'InternalIP', address: nodeAddress(name) },
      { type: 'Hostname', address: name },
    ],
    nodeInfo: { ...nodeInfo(name), ...node.status.nodeInfo },
    ...{ daemonEndpoints: { kubeletEndpoint: { Port: 10250 } } },
  };
}

/** True when the two say the same apart from heartbeat times. */
export function isSameNodeStatus(left: Node['status'], right: Node['status']): boolean {
  const text = (status: Node['status']) =>
    JSON.stringify(status, (key, value: unknown) => (key === 'lastHeartbeatTime' ? undefined : value));
  return text(left) === text(right);
}

function nodeConditions(node: Node, { started, now }: { started: boolean; now: number }): NodeCondition[] {
  const known = node.status.conditions ?? [];
  const reported = reportedConditions(node, started);
  const foreign = known.filter((condition) => !reported.some((own) => own.type === condition.type));
  const own = reported.map((condition) => {
    const before = known.find((other) => other.type === condition.type);
    const unchanged = before?.status === condition.status && before.lastTransitionTime;
    return { ...condition, lastHeartbeatTime: timestamp(now), lastTransitionTime: unchanged || timestamp(now) };
  });
  return [...foreign, ...own];
}

/** `ip-10-0-12-34…` carries its address in its name; another name gets one in 10.0.0.0/11 by hash. */
export function nodeAddress(name: string): string {
  const inName = /^ip-(\d+)-(\d+)-(\d+)-(\d+)\b/.exec(name);
  if (inName) return inName.slice(1).join('.');
  const hash = fnv1a(name);
  return `10.${hash & 31}.${(hash >>> 8) & 255}.${1 + ((hash >>> 16) % 254)}`;
}

function nodeInfo(name: string) {
  const hex = (part: string) => fnv1a(`${part}/${name}`).toString(16).padStart(8, '0');
  return {
    architecture: 'amd64',
    bootID: `${hex('boot')}-4d2a-4c11-9a63-${hex('b')}0000`,
    containerRuntimeVersion: 'containerd://2.1.4',
    kernelVersion: '6.12.40-63.114.x86_64',
    kubeProxyVersion: '',
    kubeletVersion: KUBELET_VERSION,
    machineID: `${hex('machine')}${hex('m1')}${hex('m2')}${hex('m3')}`,
    operatingSystem: 'linux',
    osImage: 'Bottlerocket OS 1.44.0 (aws-k8s-1.36)',
    systemUUID: `${hex('system')}-1c2d-4e5f-8a9b-${hex('s')}0000`,
  };
}
