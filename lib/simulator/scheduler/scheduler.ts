import type { Node } from '#lib/kubernetes/node.ts';
import type { Pod, PodCondition } from '#lib/kubernetes/pod.ts';
import { timestamp } from '../clock.ts';
import type { Component, ControllerContext } from '../controllers/controller-context.ts';
import { targetNodeOf } from '../controllers/daemon-set/daemon-pods.ts';
import { objectKey } from '../controllers/informer.ts';
import { WorkQueue } from '../controllers/work-queue.ts';
import { RESOURCES } from '../resources.ts';
import { misfit } from './node-fit.ts';
import { podRequests } from './pod-requests.ts';
import { unschedulableMessage } from './unschedulable-message.ts';

const SOURCE = { component: 'default-scheduler' };
const NAME = 'default-scheduler';
const FIRST_BACKOFF_MS = 1_000;
const LAST_BACKOFF_MS = 10_000;
const FLUSH_MS = 300_000;

/**
 * Binds Pods to Nodes; a Pod that does not fit waits until something about its Node changes.
 * Mirrors kubernetes/kubernetes pkg/scheduler, v1.36, for Pods without volumes, spread or inter-Pod rules. Its view has no
 * lag, so that two Pods bound in one round see each other. Start it before its view starts.
 */
export class Scheduler implements Component {
  readonly #context: ControllerContext;
  readonly #queue: WorkQueue;
  /** Pods that did not fit, with the Node that they wait for ('' for any) and how often they were tried. */
  readonly #waiting = new Map<string, { node: string; attempts: number }>();

  constructor(context: ControllerContext) {
    this.#context = context;
    const { clock, onError, view } = context;
    const gatherMs = () => 40;
    this.#queue = new WorkQueue({ clock, gatherMs, onError, process: (key) => this.#schedule(key) });
    view.pods.onChange((before, after) => this.#podChanged(before, after));
    view.nodes.onChange((before, after) => this.#nodeChanged(before, after));
  }

  stop(): void {
    this.#queue.stop();
  }

  #podChanged(before: Pod | undefined, after: Pod | undefined): void {
    const key = objectKey((after ?? before) as Pod);
    if (after && isForScheduler(after)) {
      if (!before || !this.#waiting.has(key)) this.#queue.add(key);
      return;
    }
    this.#waiting.delete(key);
    const isGone = !after || isFinished(after);
    if (before?.spec.nodeName && isGone && !isFinished(before)) this.#wake(before.spec.nodeName);
  }

  #nodeChanged(before: Node | undefined, after: Node | undefined): void {
    if (!after) return;
    const facts = (node: Node) => JSON.stringify([node.metadata.labels, node.spec, node.status.allocatable]);
    if (!before || facts(before) !== facts(after)) this.#wake(after.metadata.name);
  }

  #wake(node: string): void {
    for (const [key, waiting] of this.#waiting) {
      if (waiting.node !== '' && waiting.node !== node) continue;
      this.#queue.addAfter(key, Math.min(LAST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** (waiting.attempts - 1)));
    }
  }

  #schedule(key: string): void {
    const pod = this.#context.view.pods.get(key);
    if (!pod || !isForScheduler(pod)) return;
    const { nodes } = this.#context.view;
    const target = targetNodeOf(pod);
    const pinned = target === undefined ? undefined : nodes.get(target);
    const candidates = target === undefined ? [...nodes.values()] : pinned ? [pinned] : [];
    const misfits = candidates.map((node) => misfit(pod, node, this.#podsOn(node)));
    const fitting = candidates.filter((_, index) => misfits[index]?.length === 0);
    if (fitting.length > 0) this.#bind(pod, this.#leastUsed(fitting));
    else this.#reject(pod, target ?? '', unschedulableMessage({ nodeCount: nodes.size, misfits }));
  }

  #podsOn(node: Node): Pod[] {
    return [...this.#context.view.podsOnNode(node.metadata.name)].filter((pod) => !isFinished(pod));
  }

  #leastUsed(nodes: readonly Node[]): Node {
    const used = (node: Node) => this.#podsOn(node).reduce((sum, pod) => sum + (podRequests(pod).get('memory') ?? 0), 0);
    const [first, ...others] = nodes as [Node, ...Node[]];
    if (others.length === 0) return first;
    const rated = nodes.map((node) => ({ node, used: used(node) }));
    return rated.reduce((best, one) => (one.used < best.used ? one : best)).node;
  }

  #bind(pod: Pod, node: Node): void {
    const { api, events } = this.#context;
    this.#waiting.delete(objectKey(pod));
    const name = node.metadata.name;
    const bound = api.update<Pod>(RESOURCES.pods, { ...pod, spec: { ...pod.spec, nodeName: name } });
    this.#setCondition(bound, { type: 'PodScheduled', status: 'True' });
    const message = `Successfully assigned ${objectKey(pod)} to ${name}`;
    events.record(SOURCE, { ...bound, apiVersion: 'v1', kind: 'Pod' }, { type: 'Normal', reason: 'Scheduled', message });
  }

  #reject(pod: Pod, node: string, message: string): void {
    const key = objectKey(pod);
    this.#waiting.set(key, { node, attempts: (this.#waiting.get(key)?.attempts ?? 0) + 1 });
    this.#queue.addAfter(key, FLUSH_MS);
    this.#setCondition(pod, { type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message });
    const event = { type: 'Warning', reason: 'FailedScheduling', message } as const;
    this.#context.events.record(SOURCE, { ...pod, apiVersion: 'v1', kind: 'Pod' }, event);
  }

  #setCondition(pod: Pod, condition: PodCondition): void {
    const conditions = pod.status.conditions ?? [];
    const known = conditions.find((one) => one.type === condition.type);
    if (known?.status === condition.status && known.message === condition.message) return;
    const lastTransitionTime =
      known?.status === condition.status ? known.lastTransitionTime : timestamp(this.#context.clock.now());
    const others = conditions.filter((one) => one.type !== condition.type);
    const status = { ...pod.status, conditions: [...others, { ...condition, lastTransitionTime }] };
    this.#context.api.updateStatus(RESOURCES.pods, { ...pod, status });
  }
}

function isFinished(pod: Pod): boolean {
  return pod.status.phase === 'Failed' || pod.status.phase === 'Succeeded';
}

function isForScheduler(pod: Pod): boolean {
  const isOurs = (pod.spec.schedulerName ?? NAME) === NAME;
  return isOurs && !pod.spec.nodeName && !pod.metadata.deletionTimestamp && !isFinished(pod);
}
