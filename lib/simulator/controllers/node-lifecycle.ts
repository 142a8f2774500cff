import type { Node, NodeCondition, Taint } from '#lib/kubernetes/node.ts';
import type { Pod } from '#lib/kubernetes/pod.ts';
import { timestamp } from '../clock.ts';
import { isSilent } from '../kubelet/node-behaviour.ts';
import { RESOURCES } from '../resources.ts';
import type { Component, ControllerContext } from './controller-context.ts';
import { WorkQueue } from './work-queue.ts';

const SOURCE = { component: 'node-controller' };
const GRACE_MS = 50_000; // --node-monitor-grace-period
const NO_EXECUTE_DELAY_MS = 1_000; // NoExecute follows through a rate-limited queue.
const KUBELET_CONDITIONS = ['Ready', 'MemoryPressure', 'DiskPressure', 'PIDPressure'];
const NOT_READY = 'node.kubernetes.io/not-ready';
const UNREACHABLE = 'node.kubernetes.io/unreachable';
const UNSCHEDULABLE = 'node.kubernetes.io/unschedulable';

const CONDITION_TAINTS: readonly { type: string; status: string; key: string }[] = [
  { type: 'Ready', status: 'False', key: NOT_READY },
  { type: 'Ready', status: 'Unknown', key: UNREACHABLE },
  { type: 'MemoryPressure', status: 'True', key: 'node.kubernetes.io/memory-pressure' },
  { type: 'DiskPressure', status: 'True', key: 'node.kubernetes.io/disk-pressure' },
  { type: 'PIDPressure', status: 'True', key: 'node.kubernetes.io/pid-pressure' },
  { type: 'NetworkUnavailable', status: 'True', key: 'node.kubernetes.io/network-unavailable' },
];

/**
 * Turns Node conditions and `unschedulable` into taints, silence into Unknown, and an unready Node's Pods unready.
 * Mirrors kubernetes/kubernetes pkg/controller/nodelifecycle/node_lifecycle_controller.go, v1.36.
 */
export class NodeLifecycle implements Component {
  readonly #context: ControllerContext;
  readonly #queue: WorkQueue;
  readonly #silentSince = new Map<string, number>();
  readonly #unreadySince = new Map<string, number>();

  constructor(context: ControllerContext) {
    const { clock, onError, view } = context;
    this.#context = context;
    this.#queue = new WorkQueue({ clock, onError, gatherMs: () => 50, process: (name) => this.#sync(name) });
    view.nodes.onChange((before, after) => this.#nodeChanged(before, after));
    view.pods.onChange((before, after) => this.#podChanged(before, after));
  }

  stop(): void {
    this.#queue.stop();
  }

  #nodeChanged(before: Node | undefined, after: Node | undefined): void {
    if (after) {
      this.#queue.add(after.metadata.name);
      return;
    }
    this.#silentSince.delete(before?.metadata.name ?? '');
    this.#unreadySince.delete(before?.metadata.name ?? '');
  }

  /** A Pod may be reported ready by a kubelet that is already counted out. */
  #podChanged(before: Pod | undefined, after: Pod | undefined): void {
    const node = after?.spec.nodeName;
    if (node && this.#unreadySince.has(node) && before?.status !== after.status) this.#queue.add(node);
  }

  #sync(name: string): void {
    const node = this.#context.view.nodes.get(name);
    if (!node || this.#markSilent(node)) return;
    const ready = node.status.conditions?.find((condition) => condition.type === 'Ready');
    if (ready && ready.status !== 'True') this.#markPodsUnready(node);
    // A Node that has never reported keeps the taint that admission gave it.
    if (ready) this.#syncTaints(node, ready);
  }

  /** True when it has written: the change brings the Node back here. */
  #markSilent(node: Node): boolean {
    const name = node.metadata.name;
    if (!isSilent(node)) {
      this.#silentSince.delete(name);
      return false;
    }
    const now = this.#context.clock.now();
    const since = this.#silentSince.get(name) ?? now;
    this.#silentSince.set(name, since);
    if (now < since + GRACE_MS) {
      this.#queue.addAfter(name, since + GRACE_MS - now);
      return false;
    }
    const known = node.status.conditions ?? [];
    if (known.every(({ type, status }) => status === 'Unknown' || !KUBELET_CONDITIONS.includes(type))) return false;
    const conditions = known.map((condition) =>
      KUBELET_CONDITIONS.includes(condition.type) ? unknown(condition, now) : condition,
    );
    this.#context.api.updateStatus(RESOURCES.nodes, { ...node, status: { ...node.status, conditions } });
    this.#record(node, 'NodeNotReady', `Node ${name} status is now: NodeNotReady`);
    return true;
  }

  #markPodsUnready(node: Node): void {
    for (const pod of this.#context.view.podsOnNode(node.metadata.name)) {
      const conditions = pod.status.conditions ?? [];
      if (!conditions.some(({ type, status }) => type === 'Ready' && status === 'True')) continue;
      const lastTransitionTime = timestamp(this.#context.clock.now());
      const changed = conditions.map((one) => (one.type === 'Ready' ? { ...one, status: 'False', lastTransitionTime } : one));
      this.#context.api.updateStatus(RESOURCES.pods, {
        ...pod,
        status: { ...pod.status, conditions: changed as typeof conditions },
      });
      const event = { type: 'Warning', reason: 'NodeNotReady', message: 'Node is not ready' } as const;
      this.#context.events.record(SOURCE, { ...pod, apiVersion: 'v1', kind: 'Pod' }, event);
    }
  }

  #syncTaints(node: Node, ready: NodeCondition): void {
    const taints = node.spec.taints ?? [];
    const wanted = [...this.#noScheduleTaints(node), ...this.#noExecuteTaints(node, ready)];
    const kept = taints.filter((taint) => !isManaged(taint) || wanted.some((other) => isSameTaint(other, taint)));
    const added = wanted.filter((taint) => !taints.some((other) => isSameTaint(other, taint)));
    if (kept.length === taints.length && added.length === 0) return;
    const timeAdded = timestamp(this.#context.clock.now());
    const { taints: _former, ...spec } = node.spec;
    const next = [...kept, ...added.map((taint) => ({ ...taint, timeAdded }))];
    this.#context.api.update(RESOURCES.nodes, { ...node, spec: next.length > 0 ? { ...spec, taints: next } : spec });
  }

  #noScheduleTaints(node: Node): Taint[] {
    const conditions = node.status.conditions ?? [];
    const byCondition = CONDITION_TAINTS.filter(({ type, status }) =>
      conditions.some((condition) => condition.type === type && condition.status === status),
    ).map(({ key }): Taint => ({ key, effect: 'NoSchedule' }));
    return node.spec.unschedulable ? [...byCondition, { key: UNSCHEDULABLE, effect: 'NoSchedule' }] : byCondition;
  }

  #noExecuteTaints(node: Node, ready: NodeCondition): Taint[] {
    const name = node.metadata.name;
    if (ready.status === 'True') {
      this.#unreadySince.delete(name);
      return [];
    }
    const now = this.#context.clock.now();
    const since = this.#unreadySince.get(name) ?? now;
    this.#unreadySince.set(name, since);
    if (now < since + NO_EXECUTE_DELAY_MS) {
      this.#queue.addAfter(name, since + NO_EXECUTE_DELAY_MS - now);
      return (node.spec.taints ?? []).filter((taint) => isManaged(taint) && taint.effect === 'NoExecute');
    }
    return [{ key: ready.status === 'False' ? NOT_READY : UNREACHABLE, effect: 'NoExecute' }];
  }

  #record(node: Node, reason: string, message: string): void {
    this.#context.events.record(SOURCE, { ...node, apiVersion: 'v1', kind: 'Node' }, { type: 'Normal', reason, message });
  }
}

function unknown(condition: NodeCondition, now: number): NodeCondition {
  const message = 'Kubelet stopped posting node status.';
  const lastTransitionTime = condition.status === 'Unknown' ? (condition.lastTransitionTime ?? timestamp(now)) : timestamp(now);
  return { ...condition, status: 'Unknown', reason: 'NodeStatusUnknown', message, lastTransitionTime };
}

function isSameTaint(left: Taint, right: Taint): boolean {
  return left.key === right.key && left.effect === right.effect;
}

function isManaged(taint: Taint): boolean {
  if (taint.effect === 'NoExecute') return taint.key === NOT_READY || taint.key === UNREACHABLE;
  return taint.effect === 'NoSchedule' && (taint.key === UNSCHEDULABLE || CONDITION_TAINTS.some(({ key }) => key === taint.key));
}
