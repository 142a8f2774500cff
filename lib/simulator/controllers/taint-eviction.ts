import type { Node, Taint } from '#lib/kubernetes/node.ts';
import type { Pod } from '#lib/kubernetes/pod.ts';
import { toleratesTaint } from '#lib/rollout/tolerations.ts';
import { ApiError } from '../cluster-api.ts';
import { RESOURCES } from '../resources.ts';
import type { Component, ControllerContext } from './controller-context.ts';
import { havePlacementFactsChanged } from './daemon-set/placement-cache.ts';
import { objectKey } from './informer.ts';

const SOURCE = { component: 'taint-eviction-controller' };

interface Planned {
  readonly at: number;
  readonly cancel: () => void;
}

/**
 * Deletes Pods that do not tolerate a NoExecute taint of their Node, at once or when their toleration runs out.
 * Mirrors kubernetes/kubernetes pkg/controller/tainteviction/taint_eviction.go, v1.36.
 */
export class TaintEviction implements Component {
  readonly #context: ControllerContext;
  readonly #planned = new Map<string, Planned>();

  constructor(context: ControllerContext) {
    this.#context = context;
    context.view.nodes.onChange((before, after) => {
      const hadOrHas = [before, after].some((node) => node && noExecuteTaints(node).length > 0);
      if (after && hadOrHas && (!before || havePlacementFactsChanged(before, after))) this.#nodeChanged(after);
    });
    context.view.pods.onChange((before, after) => {
      if (!after) this.#cancel(before?.metadata.uid ?? '');
      else if (after.spec.nodeName && before?.spec.nodeName !== after.spec.nodeName) this.#podBound(after);
    });
  }

  stop(): void {
    for (const { cancel } of this.#planned.values()) cancel();
    this.#planned.clear();
  }

  #nodeChanged(node: Node): void {
    for (const pod of this.#context.view.podsOnNode(node.metadata.name)) this.#plan(pod, noExecuteTaints(node));
  }

  #podBound(pod: Pod): void {
    const node = this.#context.view.nodes.get(pod.spec.nodeName ?? '');
    if (node) this.#plan(pod, noExecuteTaints(node));
  }

  #plan(pod: Pod, taints: readonly Taint[]): void {
    const waitMs = evictionDelay(pod, taints);
    const planned = this.#planned.get(pod.metadata.uid);
    if (waitMs === null || pod.metadata.deletionTimestamp) {
      if (planned) this.#tell(pod, `Cancelling deletion of Pod ${objectKey(pod)}`);
      this.#cancel(pod.metadata.uid);
      return;
    }
    // A deletion that is planned already keeps its time: a bounded toleration counts from the taint's first sight.
    if (planned) return;
    const at = this.#context.clock.now() + waitMs;
    const cancel = this.#context.clock.schedule(waitMs, () => this.#evict(pod));
    this.#planned.set(pod.metadata.uid, { at, cancel });
  }

  #evict(pod: Pod): void {
    this.#planned.delete(pod.metadata.uid);
    this.#tell(pod, `Marking for deletion Pod ${objectKey(pod)}`);
    const { namespace = '', name, uid } = pod.metadata;
    try {
      this.#context.api.delete(RESOURCES.pods, namespace, name, { preconditions: { uid } });
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (error.code !== 404 && error.code !== 409) this.#context.onError(error, objectKey(pod));
    }
  }

  #cancel(uid: string): void {
    this.#planned.get(uid)?.cancel();
    this.#planned.delete(uid);
  }

  #tell(pod: Pod, message: string): void {
    const event = { type: 'Normal', reason: 'TaintManagerEviction', message } as const;
    this.#context.events.record(SOURCE, { ...pod, apiVersion: 'v1', kind: 'Pod' }, event);
  }
}

function noExecuteTaints(node: Node): Taint[] {
  return (node.spec.taints ?? []).filter((taint) => taint.effect === 'NoExecute');
}

/** Milliseconds until the Pod must go, or null when it may stay. */
function evictionDelay(pod: Pod, taints: readonly Taint[]): number | null {
  if (taints.length === 0) return null;
  const used = taints.map((taint) => (pod.spec.tolerations ?? []).find((toleration) => toleratesTaint(toleration, taint)));
  if (used.some((toleration) => toleration === undefined)) return 0;
  const bounds = used.flatMap((toleration) =>
    toleration?.tolerationSeconds === undefined ? [] : [toleration.tolerationSeconds],
  );
  return bounds.length === 0 ? null : Math.max(0, Math.min(...bounds)) * 1000;
}
