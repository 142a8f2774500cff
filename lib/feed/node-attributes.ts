import type { Node } from '#lib/kubernetes/node.ts';
import { TROUBLE } from './snapshot.ts';

/** What the grid groups and marks Nodes by; '' where a Node does not say. */
export interface NodeAttributes {
  readonly zone: string;
  readonly pool: string;
  readonly role: string;
  readonly instanceType: string;
  /** Bits of TROUBLE. */
  readonly trouble: number;
  /** Seconds since the epoch. */
  readonly createdAt: number;
}

const ZONE_LABELS = ['topology.kubernetes.io/zone', 'failure-domain.beta.kubernetes.io/zone'];
const INSTANCE_TYPE_LABELS = ['node.kubernetes.io/instance-type', 'beta.kubernetes.io/instance-type'];
/** Karpenter first: on EKS its Nodes may also carry the cloud's label. */
const POOL_LABELS = [
  'karpenter.sh/nodepool',
  'karpenter.sh/provisioner-name',
  'eks.amazonaws.com/nodegroup',
  'alpha.eksctl.io/nodegroup-name',
  'cloud.google.com/gke-nodepool',
  'kubernetes.azure.com/agentpool',
  'agentpool',
  'doks.digitalocean.com/node-pool',
  'k8s.scaleway.com/pool-name',
  'node-pool',
  'pool',
];
/** Cluster API names the MachineSet or control plane that made the Node in an annotation. */
const POOL_ANNOTATION = 'cluster.x-k8s.io/owner-name';
const ROLE_PREFIX = 'node-role.kubernetes.io/';
const ROLE_LABEL = 'kubernetes.io/role';
const PRESSURES = new Set(['MemoryPressure', 'DiskPressure', 'PIDPressure', 'NetworkUnavailable']);

/** Reads the attributes from labels, conditions, taints and spec. */
export function nodeAttributes(node: Node): NodeAttributes {
  const labels = node.metadata.labels ?? {};
  return {
    zone: firstLabel(labels, ZONE_LABELS),
    pool: firstLabel(labels, POOL_LABELS) || (node.metadata.annotations?.[POOL_ANNOTATION] ?? ''),
    role: nodeRoles(labels).join(','),
    instanceType: firstLabel(labels, INSTANCE_TYPE_LABELS),
    trouble: nodeTrouble(node),
    createdAt: epochSeconds(node.metadata.creationTimestamp),
  };
}

/** Whole seconds since the epoch of an RFC 3339 time, 0 when it is none. */
export function epochSeconds(time: string | undefined): number {
  const milliseconds = time === undefined ? Number.NaN : Date.parse(time);
  return Number.isNaN(milliseconds) ? 0 : Math.max(0, Math.floor(milliseconds / 1000));
}

/**
 * The roles as kubectl's ROLES column lists them.
 * Mirrors kubernetes/kubernetes pkg/printers/internalversion/printers.go findNodeRoles, v1.36.
 */
export function nodeRoles(labels: Readonly<Record<string, string>>): readonly string[] {
  const roles = new Set<string>();
  for (const [key, value] of Object.entries(labels)) {
    if (key.startsWith(ROLE_PREFIX) && key.length > ROLE_PREFIX.length) roles.add(key.slice(ROLE_PREFIX.length));
    else if (key === ROLE_LABEL && value !== '') roles.add(value);
  }
  return [...roles].sort();
}

/** Bits of TROUBLE. A Node without a Ready condition has never reported and is not ready. */
export function nodeTrouble(node: Node): number {
  const conditions = node.status.conditions ?? [];
  const ready = conditions.find((condition) => condition.type === 'Ready')?.status;
  const unreachable = ready === 'Unknown' || hasTaint(node, 'node.kubernetes.io/unreachable');
  let trouble = 0;
  if (unreachable) trouble |= TROUBLE.unreachable;
  else if (ready !== 'True') trouble |= TROUBLE.notReady;
  if (conditions.some((condition) => PRESSURES.has(condition.type) && condition.status === 'True')) trouble |= TROUBLE.pressure;
  if (node.spec.unschedulable === true) trouble |= TROUBLE.cordoned;
  if (node.metadata.deletionTimestamp !== undefined) trouble |= TROUBLE.deleting;
  return trouble;
}

function hasTaint(node: Node, key: string): boolean {
  return (node.spec.taints ?? []).some((taint) => taint.key === key);
}

function firstLabel(labels: Readonly<Record<string, string>>, keys: readonly string[]): string {
  for (const key of keys) {
    const value = Object.hasOwn(labels, key) ? labels[key] : undefined;
    if (value) return value;
  }
  return '';
}
