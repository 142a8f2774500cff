import type { Node } from '#lib/kubernetes/node.ts';
import type { Component, ControllerContext } from '../controllers/controller-context.ts';
import { WorkQueue } from '../controllers/work-queue.ts';
import { RESOURCES } from '../resources.ts';
import { isSilent } from './node-behaviour.ts';
import { isSameNodeStatus, nodeStatus } from './node-status.ts';

const HEARTBEAT_MS = 300_000; // The kubelet's nodeStatusReportFrequency, when nothing changes.
const FASTEST_HEARTBEATS_MS = 200; // At most five a second over the whole fleet.

/**
 * Reports the status of every Node as its kubelet would: at once when something changes, else sparse heartbeats.
 * Start it before its view starts.
 */
export class NodeReporter implements Component {
  readonly #context: ControllerContext;
  readonly #queue: WorkQueue;
  /** When a Node that has just joined becomes ready. */
  readonly #startedAt = new Map<string, number>();
  #heartbeatOrder: string[] = [];
  #cancelHeartbeat: () => void;

  constructor(context: ControllerContext) {
    const { clock, onError, view } = context;
    this.#context = context;
    this.#queue = new WorkQueue({ clock, onError, gatherMs: () => 30, process: (name) => this.#report(name) });
    view.nodes.onChange((before, after) => this.#nodeChanged(before, after));
    this.#cancelHeartbeat = clock.schedule(HEARTBEAT_MS, () => this.#heartbeat());
  }

  stop(): void {
    this.#queue.stop();
    this.#cancelHeartbeat();
  }

  #nodeChanged(before: Node | undefined, after: Node | undefined): void {
    if (!after) {
      if (before) this.#startedAt.delete(before.metadata.name);
      return;
    }
    const name = after.metadata.name;
    if (!after.status.conditions?.some((condition) => condition.type === 'Ready') && !this.#startedAt.has(name)) {
      const startMs = this.#context.random.between(1_500, 4_000) * this.#context.pace;
      this.#startedAt.set(name, this.#context.clock.now() + startMs);
    }
    const sameAnnotations = before?.metadata.annotations === after.metadata.annotations;
    if (!before || !sameAnnotations || !after.status.conditions) this.#queue.add(name);
  }

  #report(name: string): void {
    const node = this.#context.view.nodes.get(name);
    if (!node || isSilent(node)) return;
    const now = this.#context.clock.now();
    const untilStartMs = (this.#startedAt.get(name) ?? 0) - now;
    if (untilStartMs > 0) this.#queue.addAfter(name, untilStartMs);
    const status = nodeStatus(node, { started: untilStartMs <= 0, now });
    if (!isSameNodeStatus(node.status, status)) this.#write(node, status);
  }

  #heartbeat(): void {
    const { clock, view } = this.#context;
    if (this.#heartbeatOrder.length === 0) this.#heartbeatOrder = [...view.nodes.all.keys()];
    const name = this.#heartbeatOrder.shift();
    const node = name === undefined ? undefined : view.nodes.get(name);
    const now = clock.now();
    if (node && !isSilent(node) && now >= (this.#startedAt.get(node.metadata.name) ?? 0))
      this.#write(node, nodeStatus(node, { started: true, now }));
    const paceMs = Math.max(FASTEST_HEARTBEATS_MS, HEARTBEAT_MS / Math.max(1, view.nodes.size));
    this.#cancelHeartbeat = clock.schedule(paceMs, () => this.#heartbeat());
  }

  #write(node: Node, status: Node['status']): void {
    this.#context.api.updateStatus(RESOURCES.nodes, { ...node, status });
  }
}
