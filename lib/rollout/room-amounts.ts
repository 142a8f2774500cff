import type { Node } from '#lib/kubernetes/node.ts';
import { controllerOf } from '#lib/kubernetes/object-meta.ts';
import type { Pod, PodSpec } from '#lib/kubernetes/pod.ts';
import { type Amounts, amountsOf, podRequests, unreadableRequests } from '#lib/kubernetes/pod-requests.ts';
import { countedAmount, type Nanos, quantityText, readQuantity } from '#lib/kubernetes/quantity.ts';

/** One resource of a Node: the parts of `allocatable`, what one Pod asks for, and what it lacks. Amounts are quantities. */
export interface RoomResource {
  readonly resource: string;
  readonly allocatable: string;
  readonly daemonSets: string;
  readonly others: string;
  /** Negative when more is asked for than there is. */
  readonly free: string;
  readonly asked: string;
  /** '0' when the Pod has room. */
  readonly shortBy: string;
  /** Parts of `allocatable`, 0 to 1 in sum; for drawing only. */
  readonly shares: { readonly daemonSets: number; readonly others: number; readonly free: number };
  /** What the Node or a Pod says of it and is no quantity: it counts for nothing. Absent when all can be read. */
  readonly unreadable?: readonly string[];
  /** True when that is what the Node has: then nobody knows what is free. */
  readonly unknown?: true;
}

/** What one Pod asks for against what a Node has, in the scheduler's units. */
export interface RoomAmounts {
  readonly resources: readonly RoomResource[];
  /** By resource, only what is short. */
  readonly short: Amounts;
  /** Resources of which the Pod asks for more than the Node has altogether. */
  readonly never: readonly string[];
}

interface AmountsInput {
  readonly node: Node;
  /** Pods that the scheduler counts on the Node. */
  readonly counted: readonly Pod[];
  /** Those of them that are gone when the new Pod comes. */
  readonly replaced: readonly Pod[];
  readonly asked: Amounts;
  /** Of the Pod that asks. */
  readonly spec: PodSpec;
  readonly wantsRoom: boolean;
}

const PODS = 'pods';
const ONE = 1_000_000_000n;
const ALWAYS_SHOWN: readonly string[] = ['cpu', 'memory', PODS];

/** What the scheduler counts of one Pod: what it asks for, and itself. */
export function countedRequests({ spec, status }: Pick<Pod, 'spec'> & { readonly status?: Pod['status'] }): Amounts {
  const amounts = [...podRequests(spec, status)].map(([resource, nanos]) => [resource, countedAmount(resource, nanos)] as const);
  return new Map([...amounts, [PODS, ONE]]);
}

/**
 * Weighs one Pod against one Node, resource by resource.
 * Mirrors kubernetes/kubernetes pkg/scheduler/framework/plugins/noderesources/fit.go fitsRequest, v1.36.
 */
export function roomAmounts({ node, counted, replaced, asked, spec, wantsRoom }: AmountsInput): RoomAmounts {
  const allocatable = amountsOf(node.status.allocatable);
  const daemonSets = total(counted.filter(isDaemonPod));
  const others = total(counted.filter((pod) => !isDaemonPod(pod)));
  const returned = total(replaced);
  const short = new Map<string, Nanos>();
  const never: string[] = [];
  const odd = unreadableIn(node, [spec, ...counted.map((pod) => pod.spec)]);
  const names = [...new Set([...ALWAYS_SHOWN, ...[...asked.keys()].sort()])];
  const resources = names.flatMap((resource) => {
    const has = countedAmount(resource, allocatable.get(resource) ?? 0n);
    const wants = asked.get(resource) ?? 0n;
    const unreadable = odd(resource);
    if (wants === 0n && unreadable.unreadable === undefined && !ALWAYS_SHOWN.includes(resource)) {
      return [];
    }
    const parts = { daemonSets: daemonSets.get(resource) ?? 0n, others: others.get(resource) ?? 0n };
    const free = has - parts.daemonSets - parts.others;
    const lacks = wantsRoom && wants > 0n && !unreadable.unknown ? wants - free - (returned.get(resource) ?? 0n) : 0n;
    if (lacks > 0n) {
      short.set(resource, lacks);
    }
    if (wantsRoom && wants > has && !unreadable.unknown) {
      never.push(resource);
    }
    return { ...rowOf(resource, { has, ...parts, free, wants, lacks }), ...unreadable };
  });
  return { resources, short, never };
}

function unreadableIn(node: Node, specs: readonly PodSpec[]): (resource: string) => Pick<RoomResource, 'unreadable' | 'unknown'> {
  const asked = specs.map(unreadableRequests);
  return (resource) => {
    const has = node.status.allocatable?.[resource];
    const unknown = has !== undefined && readQuantity(has).nanos === null;
    const texts = new Set([...(unknown ? [has] : []), ...asked.flatMap((own) => own.get(resource) ?? [])]);
    if (texts.size === 0) return {};
    return { unreadable: [...texts].sort(), ...(unknown ? { unknown } : {}) };
  };
}

function rowOf(
  resource: string,
  amounts: Readonly<Record<'has' | 'daemonSets' | 'others' | 'free' | 'wants' | 'lacks', Nanos>>,
): RoomResource {
  const { has, daemonSets, others, free, wants, lacks } = amounts;
  const text = (nanos: Nanos) => quantityText(resource, nanos);
  const over = free < 0n ? -free : 0n;
  const whole = has + over;
  const share = (part: Nanos) => (whole === 0n || part <= 0n ? 0 : Number((part * 10_000n) / whole) / 10_000);
  return {
    resource,
    allocatable: text(has),
    daemonSets: text(daemonSets),
    others: text(others),
    free: text(free),
    asked: text(wants),
    shortBy: text(lacks > 0n ? lacks : 0n),
    shares: { daemonSets: share(daemonSets), others: share(others), free: share(free) },
  };
}

/** True when a DaemonSet, ours or another, controls the Pod. */
export function isDaemonPod(pod: Pod): boolean {
  return controllerOf(pod)?.kind === 'DaemonSet';
}

/** What these Pods ask for together. */
export function total(pods: readonly Pod[]): Amounts {
  const sums = new Map<string, Nanos>();
  for (const pod of pods) {
    for (const [resource, amount] of countedRequests(pod)) {
      sums.set(resource, (sums.get(resource) ?? 0n) + amount);
    }
  }
  return sums;
}
