import type { IntOrPercent } from '#lib/kubernetes/daemon-set.ts';
import { type LabelSelector, matchesLabelSelector } from '#lib/kubernetes/label-selector.ts';
import { controllerOf, type KubernetesObject } from '#lib/kubernetes/object-meta.ts';
import type { Pod } from '#lib/kubernetes/pod.ts';
import { timestamp } from '../clock.ts';
import { RESOURCES } from '../resources.ts';
import type { Component, ControllerContext } from './controller-context.ts';
import { isPodReady, isPodTerminal } from './daemon-set/availability.ts';
import { Informer, objectKey } from './informer.ts';
import { WorkQueue } from './work-queue.ts';

interface DisruptionBudget extends KubernetesObject {
  spec: { selector?: LabelSelector; minAvailable?: IntOrPercent; maxUnavailable?: IntOrPercent };
  status?: object;
}

/**
 * Counts how many Pods each PodDisruptionBudget lets go. A budget that needs a scale (a percentage, maxUnavailable) fails
 * for daemon Pods, as it does upstream. Mirrors kubernetes/kubernetes pkg/controller/disruption/disruption.go, v1.36.
 */
export class DisruptionController implements Component {
  readonly #context: ControllerContext;
  readonly #budgets: Informer<DisruptionBudget>;
  readonly #queue: WorkQueue;

  constructor(context: ControllerContext) {
    const { api, clock, onError } = context;
    this.#context = context;
    this.#queue = new WorkQueue({ clock, onError, gatherMs: () => 50, process: (key) => this.#sync(key) });
    this.#budgets = new Informer<DisruptionBudget>({ api, clock, resource: RESOURCES.podDisruptionBudgets, lagMs: 0 });
    this.#budgets.onChange((_before, after) => {
      if (after) this.#queue.add(objectKey(after));
    });
    context.view.pods.onChange((before, after) => this.#podChanged(before, after));
    this.#budgets.start();
  }

  stop(): void {
    this.#queue.stop();
    this.#budgets.stop();
  }

  #podChanged(before: Pod | undefined, after: Pod | undefined): void {
    for (const budget of this.#budgets.values())
      if ([before, after].some((pod) => pod && covers(budget, pod))) this.#queue.add(objectKey(budget));
  }

  #sync(key: string): void {
    const budget = this.#budgets.get(key);
    if (!budget) return;
    const pods = [...this.#context.view.pods.values()].filter((pod) => covers(budget, pod) && !isPodTerminal(pod));
    const failure = scaleFailure(budget, pods);
    const currentHealthy = pods.filter((pod) => isPodReady(pod) && !pod.metadata.deletionTimestamp).length;
    const desiredHealthy = failure ? 0 : Number(budget.spec.minAvailable ?? 0);
    const disruptionsAllowed = failure ? 0 : Math.max(0, currentHealthy - desiredHealthy);
    const counts = { currentHealthy, desiredHealthy, disruptionsAllowed, expectedPods: pods.length };
    const condition = failure
      ? { status: 'False', reason: 'SyncFailed', message: failure }
      : { status: disruptionsAllowed > 0 ? 'True' : 'False', reason: REASONS[disruptionsAllowed > 0 ? 1 : 0], message: '' };
    this.#write(budget, counts, { type: 'DisruptionAllowed', ...condition });
  }

  #write(budget: DisruptionBudget, counts: object, condition: { type: string; status: string }): void {
    const observedGeneration = budget.metadata.generation;
    const { conditions: [known] = [] } = (budget.status ?? {}) as {
      conditions?: { status?: string; lastTransitionTime?: string }[];
    };
    const unchanged = known?.status === condition.status && known.lastTransitionTime;
    const lastTransitionTime = unchanged || timestamp(this.#context.clock.now());
    const conditions = [{ ...condition, lastTransitionTime, observedGeneration }];
    const status = { ...budget.status, ...counts, observedGeneration, conditions };
    this.#context.api.updateStatus(RESOURCES.podDisruptionBudgets, { ...budget, status });
  }
}

const REASONS = ['InsufficientPods', 'SufficientPods'] as const;

function covers(budget: DisruptionBudget, pod: Pod): boolean {
  const sameNamespace = budget.metadata.namespace === pod.metadata.namespace;
  return (
    sameNamespace && budget.spec.selector !== undefined && matchesLabelSelector(pod.metadata.labels ?? {}, budget.spec.selector)
  );
}

/** Mirrors getExpectedScale: everything but an absolute minAvailable asks the Pods' controllers for their scale. */
function scaleFailure(budget: DisruptionBudget, pods: readonly Pod[]): string | undefined {
  if (typeof budget.spec.minAvailable === 'number') return undefined;
  for (const pod of pods) {
    const controller = controllerOf(pod);
    if (!controller) return `found no controllers for pod "${pod.metadata.name}"`;
    const plural = `${controller.kind.toLowerCase()}s`;
    return `${plural}.${controller.apiVersion.split('/')[0]} does not implement the scale subresource`;
  }
  return undefined;
}
