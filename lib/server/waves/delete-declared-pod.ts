import 'server-only';
import { type DaemonSet, REVISION_HASH_LABEL } from '#lib/kubernetes/daemon-set.ts';
import { isControlledBy } from '#lib/kubernetes/object-meta.ts';
import type { Pod } from '#lib/kubernetes/pod.ts';
import { isPodTerminating } from '#lib/kubernetes/pod-conditions.ts';
import type { DeletionOutcome } from '#lib/rollout/wave/settle-deletion.ts';
import type { WaveIntent, WaveRecord, WaveTarget } from '#lib/rollout/wave/wave-record.ts';
import type { KubernetesApiError } from '#lib/server/kubernetes/kubernetes-api-error.ts';
import type { ReadOperations, WriteOperations } from '#lib/server/kubernetes/operations.ts';
import { budgetProblem } from './budget-problem.ts';
import { reasonOf } from './wave-lease.ts';

const RETRY_MS = 2_000;
const BUDGET_RETRY_MS = 5_000; // kubectl drain waits as long between two tries
const LONGEST_MESSAGE = 160;

export interface DeletionPort {
  readonly namespace: string;
  readonly reads: Pick<ReadOperations, 'getPod' | 'getDaemonSet'>;
  readonly writes: Pick<WriteOperations, 'deletePod' | 'evictPod' | 'listPodDisruptionBudgets'>;
  /** Whether the lock is still ours by our own clock: asked right before the request that cannot be taken back. */
  readonly mayAct: () => boolean;
}

/** What became of the Pod, and its resourceVersion as it was just before; null when it was not looked at. */
export interface Deletion {
  readonly outcome: DeletionOutcome;
  readonly resourceVersion: string | null;
}

/**
 * Deletes or evicts the one Pod that the record declares, after reading it and its DaemonSet once more: it must be
 * controlled by the same DaemonSet at the same generation, and not be of the update revision. A Pod that is gone,
 * going, or another one of its name counts as deleted. Throws nothing that an API server may answer.
 */
export async function deleteDeclaredPod(record: WaveRecord, intent: WaveIntent, port: DeletionPort): Promise<Deletion> {
  const { namespace, reads } = port;
  const { target } = record;
  const daemonSet = await tried(reads.getDaemonSet(namespace, target.name), { verb: 'get', resource: 'daemonsets.apps' });
  // What it is now the watch will tell; until then nothing is done.
  if ('outcome' in daemonSet) return unseen(daemonSet.outcome.is === 'deleted' ? later() : daemonSet.outcome);
  if (!isSameDaemonSet(daemonSet.value, target)) return unseen(later());
  const pod = await tried(reads.getPod(namespace, intent.pod), { verb: 'get', resource: 'pods' });
  if ('outcome' in pod) return unseen(pod.outcome);
  const { resourceVersion } = pod.value.metadata;
  const outcome = judge(pod.value, record, intent) ?? (await remove(record, intent, port));
  return { outcome, resourceVersion };
}

function unseen(outcome: DeletionOutcome): Deletion {
  return { outcome, resourceVersion: null };
}

async function remove({ pacing }: WaveRecord, intent: WaveIntent, port: DeletionPort): Promise<DeletionOutcome> {
  const { namespace, writes, mayAct } = port;
  if (!mayAct()) return later();
  const done =
    pacing.by === 'eviction'
      ? await tried(writes.evictPod(namespace, intent.pod, { uid: intent.uid }), EVICT)
      : await tried(writes.deletePod(namespace, intent.pod, { uid: intent.uid }), { verb: 'delete', resource: 'pods' });
  const outcome: DeletionOutcome = 'outcome' in done ? done.outcome : { is: 'deleted' };
  if (outcome.is !== 'refusedByBudget') return outcome;
  return { ...outcome, problem: await budgetProblem(writes, namespace, outcome.budget) };
}

interface Right {
  readonly verb: string;
  readonly resource: string;
}
const EVICT: Right = { verb: 'create', resource: 'pods/eviction' };

function isSameDaemonSet({ metadata }: DaemonSet, target: WaveTarget): boolean {
  return metadata.uid === target.uid && metadata.generation === target.generation && metadata.deletionTimestamp === undefined;
}

function judge(pod: Pod, { target }: WaveRecord, intent: WaveIntent): DeletionOutcome | null {
  if (pod.metadata.uid !== intent.uid || isPodTerminating(pod)) return { is: 'deleted' };
  const isOurs = isControlledBy(pod, target.uid);
  const isStale = pod.metadata.labels?.[REVISION_HASH_LABEL] !== target.hash;
  return isOurs && isStale ? null : { is: 'notStale' };
}

async function tried<T>(asked: Promise<T>, right: Right): Promise<{ readonly value: T } | { readonly outcome: DeletionOutcome }> {
  try {
    return { value: await asked };
  } catch (thrown) {
    if (reasonOf(thrown) === null) throw thrown;
    return { outcome: outcomeOf(thrown as KubernetesApiError, right) }; // a KubernetesApiError by its name
  }
}

function outcomeOf(error: KubernetesApiError, right: Right): DeletionOutcome {
  const text = error.message.slice(0, LONGEST_MESSAGE);
  switch (error.reason) {
    case 'notFound':
      return { is: 'deleted' };
    case 'conflict':
      // A delete can only conflict over the uid; an eviction also over the PodDisruptionBudget that it counts down.
      return right === EVICT ? later() : { is: 'deleted' };
    case 'tooManyRequests':
      return busy(error, text);
    case 'forbidden':
      return { is: 'forbidden', ...right };
    case 'rejected':
    case 'invalid':
      return { is: 'refused', message: text };
    default:
      // Two PodDisruptionBudgets over one Pod: the API server answers 500 for ever.
      if (right === EVICT && error.status === 500 && /PodDisruptionBudget/.test(text)) return { is: 'refused', message: text };
      return { is: 'unknown', retryAfterMs: Math.max(RETRY_MS, error.retryAfterMs ?? 0), message: text };
  }
}

/** Either a PodDisruptionBudget that does not allow the eviction now, or an API server that has too much to do. */
function busy(error: KubernetesApiError, text: string): DeletionOutcome {
  const cause = error.causes.find(({ reason }) => reason === 'DisruptionBudget');
  const wait = error.retryAfterMs ?? 0;
  if (cause === undefined) return { is: 'unknown', retryAfterMs: Math.max(RETRY_MS, wait), message: text };
  const budget = /disruption budget (\S+)/.exec(cause.message)?.[1] ?? 'PodDisruptionBudget';
  return { is: 'refusedByBudget', budget, problem: '', retryAfterMs: Math.max(BUDGET_RETRY_MS, wait) };
}

function later(): DeletionOutcome {
  return { is: 'unknown', retryAfterMs: RETRY_MS, message: '' };
}
