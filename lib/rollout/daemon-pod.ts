import { REVISION_HASH_LABEL } from '#lib/kubernetes/daemon-set.ts';
import type { Pod } from '#lib/kubernetes/pod.ts';
import { isPodTerminating, podCondition } from '#lib/kubernetes/pod-conditions.ts';
import { podStatusColumns } from '#lib/kubernetes/pod-status.ts';
import { availabilityOf } from './availability.ts';
import type { DaemonPod } from './node-rollout.ts';
import { failureWord, hasPodFailed, podMessage } from './pod-failure.ts';
import { isPodUpdated, type RevisionContext } from './revisions.ts';
import { startLimit } from './start-limit.ts';
import { earliest } from './times.ts';

/** What a DaemonSet says about all its Pods. */
export interface PodContext {
  readonly revisions: RevisionContext;
  readonly minReadySeconds: number;
  /** How long its startup probes let a Pod take, in milliseconds. */
  readonly startAllowanceMs?: number;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** A daemon Pod with what the states are decided by. */
export interface AssessedPod {
  readonly view: DaemonPod;
  readonly terminating: boolean;
  /** Neither terminating nor ended. */
  readonly live: boolean;
  readonly failed: boolean;
  /** The word that explains the Pod: its failure, else kubectl's STATUS. */
  readonly word: string;
  readonly availableAt: number | null;
  /** When its grace period ends, while that lies ahead (milliseconds since the epoch), or null. */
  readonly overdueAt: number | null;
  /** When it is late although nothing has failed, while that lies ahead (milliseconds since the epoch), or null. */
  readonly lateAt: number | null;
  /** How the Pod has ended, or null. */
  readonly ended: 'Failed' | 'Succeeded' | null;
  /** When the condition Ready last changed (milliseconds since the epoch), or null. */
  readonly readyChangedAt: number | null;
  /** When its deletion was asked for (milliseconds since the epoch), or null. */
  readonly deletedAt: number | null;
  readonly finalizers: readonly string[];
}

/** Looks at one daemon Pod the way the DaemonSet controller and kubectl do. */
export function assessPod(pod: Pod, { revisions, minReadySeconds, startAllowanceMs = 0, now }: PodContext): AssessedPod {
  const columns = podStatusColumns(pod);
  const { ready, available, availableAt } = availabilityOf(pod, { minReadySeconds, now });
  const terminating = isPodTerminating(pod);
  const revisionHash = pod.metadata.labels?.[REVISION_HASH_LABEL] ?? '';
  const failed = !ready && hasPodFailed(pod);
  const view: DaemonPod = {
    name: pod.metadata.name,
    namespace: pod.metadata.namespace ?? '',
    uid: pod.metadata.uid,
    revision: revisions.numbers.get(revisionHash) ?? null,
    revisionHash,
    updated: isPodUpdated(pod, revisions),
    status: columns.status,
    readyContainers: columns.ready,
    ready,
    available,
    restarts: columns.restarts,
    createdAt: pod.metadata.creationTimestamp,
    terminatingUntil: pod.metadata.deletionTimestamp ?? null,
    ...(terminating && pod.metadata.finalizers?.length ? { finalizers: pod.metadata.finalizers } : {}),
    pending: !pod.spec.nodeName,
    message: podMessage(pod),
  };
  const word = (failed && !terminating ? failureWord(pod) : null) ?? columns.status;
  const { phase } = pod.status;
  const ended = phase === 'Failed' || phase === 'Succeeded' ? phase : null;
  const readyChangedAt = earliest([Date.parse(podCondition(pod, 'Ready')?.lastTransitionTime ?? '')]);
  const { deletionTimestamp = '', deletionGracePeriodSeconds = 0, finalizers = [] } = pod.metadata;
  const deletedAt = earliest([Date.parse(deletionTimestamp) - deletionGracePeriodSeconds * 1000]);
  const live = !terminating && ended === null;
  const graceEndsAt = Date.parse(deletionTimestamp);
  const overdueAt = graceEndsAt > now ? graceEndsAt : null;
  const limit = failed ? null : startLimit(pod, startAllowanceMs);
  const lateAt = limit !== null && limit > now ? limit : null;
  return { view, terminating, live, failed, word, availableAt, overdueAt, lateAt, ended, readyChangedAt, deletedAt, finalizers };
}
