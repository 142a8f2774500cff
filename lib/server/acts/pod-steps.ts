import 'server-only';
import type { Pod } from '#lib/kubernetes/pod.ts';
import type { PlannedObject } from '#lib/rollout/act-plan.ts';
import { isKubernetesApiError } from '#lib/server/http/outward-error.ts';
import type { PodDeletion } from '#lib/server/kubernetes/operations.ts';
import { type ActStep, alreadyEnded, ended, type StepEnd, sendOnce, unlessGone, whileConflicting } from './act-step.ts';
import type { Actor } from './actor.ts';

const GONE = alreadyEnded('The Pod is gone already.');
const SUCCEEDED = alreadyEnded('The Pod is gone already; another one has its name.');
const TERMINATING = alreadyEnded('The Pod is terminating already.');
const DISRUPTION_BUDGET = 'DisruptionBudget';

export interface PodStepOptions {
  readonly by: 'delete' | 'eviction';
  /** Grace period 0: does not wait for the kubelet. */
  readonly force?: boolean;
  /** Looks at the Pod as it is just before: why it must not go, or null. */
  readonly objection?: (pod: Pod) => StepEnd | null;
}

/**
 * Deletes or evicts one Pod: the very one that was planned, in the state that was just looked at. An eviction that a
 * PodDisruptionBudget refuses waits; it never becomes a deletion.
 */
export function podStep(actor: Actor, object: PlannedObject, options: PodStepOptions): ActStep {
  const { namespace = '', name, uid } = object;
  const read = () => unlessGone(actor.operations.getPod(namespace, name));
  const isGone = async () => isEnding(await read(), uid, options) !== null;
  const attempt = async (dryRun: boolean): Promise<StepEnd> => {
    const pod = await read();
    const end = isEnding(pod, uid, options) ?? (pod === null ? null : options.objection?.(pod)) ?? null;
    if (end !== null || pod === null) return end ?? GONE;
    const { resourceVersion } = pod.metadata;
    const deletion: PodDeletion = { uid, resourceVersion, dryRun, ...(options.force ? { gracePeriodSeconds: 0 } : {}) };
    const { writes } = actor;
    const remove = options.by === 'eviction' ? writes.evictPod : writes.deletePod;
    await sendOnce(
      () => remove(namespace, name, deletion),
      async () => !dryRun && (await isGone()),
    );
    return ended(dryRun, resourceVersion);
  };
  const run = async (dryRun: boolean): Promise<StepEnd> => {
    try {
      return await whileConflicting(() => attempt(dryRun));
    } catch (thrown) {
      const refusedBy = disruptionBudgetIn(thrown);
      if (refusedBy === null) throw thrown;
      return { outcome: 'waiting', message: refusedBy };
    }
  };
  return { object, run };
}

function isEnding(pod: Pod | null, uid: string, { force = false }: PodStepOptions): StepEnd | null {
  if (pod === null) return GONE;
  if (pod.metadata.uid !== uid) return SUCCEEDED;
  return pod.metadata.deletionTimestamp !== undefined && !force ? TERMINATING : null;
}

/** What the PodDisruptionBudget says that refused the eviction, or null when it was something else. */
function disruptionBudgetIn(thrown: unknown): string | null {
  if (!isKubernetesApiError(thrown) || thrown.reason !== 'tooManyRequests') return null;
  const cause = thrown.causes.find(({ reason }) => reason === DISRUPTION_BUDGET);
  if (cause === undefined) return null;
  return cause.message === '' ? thrown.message : `${cause.message}.`;
}
