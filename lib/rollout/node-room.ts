import type { DaemonSet } from '#lib/kubernetes/daemon-set.ts';
import { matchesLabelSelector } from '#lib/kubernetes/label-selector.ts';
import type { Node } from '#lib/kubernetes/node.ts';
import { controllerOf, isControlledBy } from '#lib/kubernetes/object-meta.ts';
import type { Pod } from '#lib/kubernetes/pod.ts';
import { isPodTerminal, isPodTerminating } from '#lib/kubernetes/pod-conditions.ts';
import type { PodDisruptionBudget } from '#lib/kubernetes/pod-disruption-budget.ts';
import type { Amounts } from '#lib/kubernetes/pod-requests.ts';
import { quantityText } from '#lib/kubernetes/quantity.ts';
import { type HostPort, hostPortsOf, portsConflict } from './host-ports.ts';
import { movablePods, priorityOf } from './movable-pods.ts';
import type { NodeRollout } from './node-rollout.ts';
import { compareText } from './pod-order.ts';
import { countedRequests, type RoomResource, roomAmounts } from './room-amounts.ts';

const MOVABLE_SHOWN = 20;

/** A Pod by name, with what controls it. */
export interface RoomPod {
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  readonly owner: { readonly kind: string; readonly name: string } | null;
}

/** A Pod that could leave. */
export interface MovablePod extends RoomPod {
  readonly priority: number;
  /** What its leaving frees of what is short, as quantities. */
  readonly frees: readonly { readonly resource: string; readonly amount: string }[];
  /** True when nothing is short any more once it alone has left. */
  readonly enough: boolean;
  /** The PodDisruptionBudgets that decide over its eviction; null when they may not be read. */
  readonly budgets: readonly { readonly name: string; readonly disruptionsAllowed: number }[] | null;
}

/**
 * What the numbers come to: the newest Pod is `here` and needs none; it `fits`; `never` will; Pods that are `leaving`
 * make room; `movable` ones could; there is `none` to move. `unknown`: the Node has not said what it has.
 */
export type RoomVerdict = 'here' | 'fits' | 'never' | 'leaving' | 'movable' | 'none' | 'unknown';

/** The room on one Node for the next Pod of one DaemonSet. */
export interface NodeRoom {
  readonly verdict: RoomVerdict;
  readonly resources: readonly RoomResource[];
  /** Resources that the Node can never give. */
  readonly never: readonly string[];
  /** Host ports that the Pod wants and others hold. */
  readonly ports: readonly { readonly port: number; readonly protocol: string; readonly holder: RoomPod }[];
  /** Pods that are terminating and still count. */
  readonly leaving: readonly RoomPod[];
  /** First 20, those that suffice alone first. */
  readonly movable: readonly MovablePod[];
  readonly movableCount: number;
  /** Pods here that the selector matches and that the DaemonSet does not own. */
  readonly strangers: readonly RoomPod[];
  readonly priority: number | null;
}

/** What the room is read from. The Pods are read in full. */
export interface RoomInput {
  readonly node: Node;
  readonly daemonSet: DaemonSet;
  readonly rollout: NodeRollout;
  /** True when an update puts the new Pod beside the old one. */
  readonly surge: boolean;
  /** Every Pod that is bound to the Node. */
  readonly pods: readonly Pod[];
  /** The daemon Pod that waits for this Node, if there is one: admission may have changed what it asks for. */
  readonly waiting: Pod | undefined;
  /** By Namespace; null where they may not be read. */
  readonly budgets: ReadonlyMap<string, readonly PodDisruptionBudget[] | null>;
}

/** Weighs the next Pod of a DaemonSet against one Node: what it asks for, who uses the Node, who could leave. */
export function nodeRoom(input: RoomInput): NodeRoom {
  const { node, daemonSet, waiting, surge } = input;
  const spec = waiting?.spec ?? daemonSet.spec.template.spec;
  const counted = input.pods.filter((pod) => !isPodTerminal(pod));
  const own = counted.filter((pod) => isControlledBy(pod, daemonSet.metadata.uid));
  const isHere = hasNewest(input.rollout, own);
  const replaced = surge || isHere ? [] : own;
  const stays = counted.filter((pod) => !replaced.includes(pod));
  const asked = countedRequests(waiting ?? { spec });
  const { resources, short, never } = roomAmounts({ node, counted, replaced, asked, spec, wantsRoom: !isHere });
  const need: Need = { short, wanted: isHere ? [] : hostPortsOf(spec), stays };
  const leaving = stays.filter(isPodTerminating);
  const priority = priorityOf(waiting?.spec ?? spec) ?? own[0]?.spec.priority ?? null;
  const movable = movablePods(stays, priority).filter((pod) => helps(pod, need));
  return {
    verdict: isHere ? 'here' : isUnknown(node, resources) ? 'unknown' : verdictOf(never, { need, leaving, movable }),
    resources,
    never,
    ports: conflicts(need),
    leaving: leaving.map(roomPod),
    movable: movable
      .map((pod) => movablePod(pod, { enough: suffices([...leaving, pod], need), short, budgets: input.budgets }))
      .sort((a, b) => Number(b.enough) - Number(a.enough) || a.priority - b.priority || compareText(a.name, b.name))
      .slice(0, MOVABLE_SHOWN),
    movableCount: movable.length,
    strangers: counted.filter((pod) => isStranger(pod, daemonSet)).map(roomPod),
    priority,
  };
}

// One that the kubelet has refused is bound, but has ended.
function hasNewest({ pods }: NodeRollout, own: readonly Pod[]): boolean {
  const running = new Set(own.map(({ metadata }) => metadata.uid));
  return pods.some((pod) => pod.updated && pod.terminatingUntil === null && running.has(pod.uid));
}

/** True when the Node does not say, or says in no quantity, what it has of what is asked for. */
function isUnknown(node: Node, resources: readonly RoomResource[]): boolean {
  return node.status.allocatable === undefined || resources.some(({ unknown, asked }) => unknown && asked !== '0');
}

function verdictOf(
  never: readonly string[],
  { need, leaving, movable }: { readonly need: Need; readonly leaving: readonly Pod[]; readonly movable: readonly Pod[] },
): RoomVerdict {
  if (never.length > 0) {
    return 'never';
  }
  if (suffices([], need)) {
    return 'fits';
  }
  if (suffices(leaving, need)) {
    return 'leaving';
  }
  return suffices([...leaving, ...movable], need) ? 'movable' : 'none';
}

/** What the Pod lacks, and the Pods that are still there when it comes. */
interface Need {
  readonly short: Amounts;
  readonly wanted: readonly HostPort[];
  readonly stays: readonly Pod[];
}

function helps(pod: Pod, { short, wanted }: Pick<Need, 'short' | 'wanted'>): boolean {
  const requests = countedRequests(pod);
  return [...short.keys()].some((resource) => (requests.get(resource) ?? 0n) > 0n) || holds(pod, wanted);
}

function holds(pod: Pod, wanted: readonly HostPort[]): boolean {
  const held = hostPortsOf(pod.spec);
  return wanted.some((port) => held.some((other) => portsConflict(port, other)));
}

function suffices(gone: readonly Pod[], { short, wanted, stays }: Need): boolean {
  const freed = gone.map(countedRequests);
  const isCovered = [...short].every(
    ([resource, lack]) => freed.reduce((sum, amounts) => sum + (amounts.get(resource) ?? 0n), 0n) >= lack,
  );
  return isCovered && !stays.some((pod) => !gone.includes(pod) && holds(pod, wanted));
}

function conflicts({ wanted, stays }: Need): NodeRoom['ports'] {
  return wanted.flatMap((port) =>
    stays.filter((pod) => holds(pod, [port])).map((pod) => ({ port: port.port, protocol: port.protocol, holder: roomPod(pod) })),
  );
}

function movablePod(
  pod: Pod,
  { enough, short, budgets }: { readonly enough: boolean; readonly short: Amounts } & Pick<RoomInput, 'budgets'>,
): MovablePod {
  const requests = countedRequests(pod);
  const frees = [...short.keys()].flatMap((resource) => {
    const amount = requests.get(resource) ?? 0n;
    return amount > 0n ? { resource, amount: quantityText(resource, amount) } : [];
  });
  const known = budgets.get(pod.metadata.namespace ?? '') ?? null;
  const matching = known?.filter(({ spec }) => spec?.selector && matchesLabelSelector(pod.metadata.labels ?? {}, spec.selector));
  return {
    ...roomPod(pod),
    priority: pod.spec.priority ?? 0,
    frees,
    enough,
    budgets:
      matching?.map(({ metadata, status }) => ({
        name: metadata.name,
        disruptionsAllowed: status?.disruptionsAllowed ?? 0,
      })) ?? null,
  };
}

function isStranger(pod: Pod, { metadata, spec }: DaemonSet): boolean {
  return (
    pod.metadata.namespace === metadata.namespace &&
    !isControlledBy(pod, metadata.uid) &&
    matchesLabelSelector(pod.metadata.labels ?? {}, spec.selector)
  );
}

function roomPod(pod: Pod): RoomPod {
  const { namespace = '', name, uid } = pod.metadata;
  const owner = controllerOf(pod);
  return { namespace, name, uid, owner: owner === undefined ? null : { kind: owner.kind, name: owner.name } };
}
