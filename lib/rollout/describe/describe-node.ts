import type { Pod } from '#lib/kubernetes/pod.ts';
import { type Amounts, podRequests } from '#lib/kubernetes/pod-requests.ts';
import { readQuantity } from '#lib/kubernetes/quantity.ts';
import type { Tree } from '../template-diff-tree.ts';
import { ageText } from './describe-events.ts';
import { deletion, labelsAndAnnotations } from './describe-metadata.ts';
import { type DescribedField, field, fieldOf, group, table } from './description.ts';
import { entries, list, pairs, text } from './fields.ts';

/** The Pods on a Node; null with the reason when they may not be read. */
export interface PodsOnNode {
  readonly pods: readonly Pod[] | null;
  readonly problem: string | null;
}

const ROLE = 'node-role.kubernetes.io/';

/**
 * A Node, what may be a secret already hidden, as `kubectl describe node` says it and in its order.
 * Mirrors kubernetes/kubectl pkg/describe/describe.go describeNode, v0.36.
 */
export function describeNode(node: Tree, on: PodsOnNode, now: number): readonly DescribedField[] {
  const labels = entries(node, 'metadata', 'labels').map(([key]) => key);
  const roles = labels.filter((key) => key.startsWith(ROLE)).map((key) => key.slice(ROLE.length));
  const taints = list(node, 'spec', 'taints').map((taint) => {
    const value = text(taint, 'value');
    return `${text(taint, 'key')}${value === '' ? '' : `=${value}`}:${text(taint, 'effect')}`;
  });
  return [
    ...field('Name', text(node, 'metadata', 'name')),
    fieldOf('Roles', roles.length === 0 ? [] : [roles.join(',')]),
    ...labelsAndAnnotations(node),
    ...field('CreationTimestamp', text(node, 'metadata', 'creationTimestamp')),
    ...deletion(node),
    fieldOf('Taints', taints),
    ...field('Unschedulable', text(node, 'spec', 'unschedulable') || 'false'),
    conditionsField(node, now),
    fieldOf(
      'Addresses',
      list(node, 'status', 'addresses').map((address) => `${text(address, 'type')}: ${text(address, 'address')}`),
    ),
    fieldOf('Capacity', pairs(node, ['status', 'capacity'], ': ')),
    fieldOf('Allocatable', pairs(node, ['status', 'allocatable'], ': ')),
    group(
      'System Info',
      entries(node, 'status', 'nodeInfo').flatMap(([key, value]) => field(key, plain(value))),
    ),
    ...field('PodCIDRs', list(node, 'spec', 'podCIDRs').map(String).join(',')),
    ...field('ProviderID', text(node, 'spec', 'providerID')),
    ...podFields(node, on, now),
  ];
}

function plain(value: Tree): string {
  return typeof value === 'object' ? '' : String(value);
}

function conditionsField(node: Tree, now: number): DescribedField {
  const rows = list(node, 'status', 'conditions').map((condition) => [
    text(condition, 'type'),
    text(condition, 'status'),
    ageText(text(condition, 'lastHeartbeatTime'), now),
    ageText(text(condition, 'lastTransitionTime'), now),
    text(condition, 'reason'),
    text(condition, 'message'),
  ]);
  return table('Conditions', ['Type', 'Status', 'LastHeartbeat', 'LastTransition', 'Reason', 'Message'], rows);
}

function podFields(node: Tree, { pods, problem }: PodsOnNode, now: number): readonly DescribedField[] {
  if (pods === null) return [{ name: 'Non-terminated Pods', values: [`<unknown: ${problem ?? ''}>`] }];
  const running = pods.filter(({ status }) => status.phase !== 'Succeeded' && status.phase !== 'Failed');
  const asked = running.map((pod) => ({ pod, asks: podRequests(pod.spec, pod.status) }));
  const rows = asked.map(({ pod: { metadata }, asks }) => [
    metadata.namespace ?? '',
    metadata.name,
    ...RESOURCES.map((resource) => amountText(resource, asks.get(resource) ?? 0n)),
    ageText(metadata.creationTimestamp, now),
  ]);
  const columns = ['Namespace', 'Name', 'CPU Requests', 'Memory Requests', 'Age'];
  const all = asked.map(({ asks }) => asks);
  return [
    table(`Non-terminated Pods (${running.length} in total)`, columns, rows),
    table(
      'Allocated resources',
      ['Resource', 'Requests', 'of allocatable'],
      RESOURCES.map((resource) => allocatedRow(node, resource, all)),
    ),
  ];
}

const RESOURCES = ['cpu', 'memory'] as const;
type Resource = (typeof RESOURCES)[number];

function allocatedRow(node: Tree, resource: Resource, asked: readonly Amounts[]): readonly string[] {
  const total = asked.reduce((sum, asks) => sum + (asks.get(resource) ?? 0n), 0n);
  const base = readQuantity(text(node, 'status', 'allocatable', resource)).nanos ?? 0n;
  return [resource, amountText(resource, total), base === 0n ? '' : `${(total * 100n) / base}%`];
}

const MILLI = 1_000_000n;
const MEBI = 1_048_576n * 1_000_000_000n;

/** cpu in thousandths, memory in MiB, rounded up, as kubectl rounds neither to zero. */
function amountText(resource: Resource, nanos: bigint): string {
  const unit = resource === 'cpu' ? MILLI : MEBI;
  const amount = (nanos + unit - 1n) / unit;
  return amount === 0n ? '0' : `${amount}${resource === 'cpu' ? 'm' : 'Mi'}`;
}
