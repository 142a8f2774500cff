import type { ContainerStatus, Pod } from '#lib/kubernetes/pod.ts';
import { podCondition } from '#lib/kubernetes/pod-conditions.ts';
import { terminatedWord } from '#lib/kubernetes/pod-status.ts';

/** Waiting reasons that every Pod passes through. */
const ORDINARY_WAITING: ReadonlySet<string> = new Set(['', 'ContainerCreating', 'PodInitializing']);
const SCHEDULING_FAILURES: ReadonlySet<string> = new Set(['Unschedulable', 'SchedulerError']);

/** The reason of the event by which the node controller tells a Pod of it. */
const NODE_NOT_READY = 'NodeNotReady';

/**
 * True when the Pod itself reports that something went wrong: it ended, cannot be scheduled, or a container
 * waits for more than its turn, has ended, or is up again after it ended with an error and is not ready yet,
 * or its Node has gone silent.
 */
export function hasPodFailed(pod: Pod): boolean {
  return failureOf(pod) !== null;
}

/** The API's own word for what went wrong, when it says more than kubectl's STATUS, or null. */
export function failureWord(pod: Pod): string | null {
  return failureOf(pod)?.word ?? null;
}

/** The cluster's own words about the Pod: the scheduler's or a container's message, or the Pod's, or null. */
export function podMessage(pod: Pod): string | null {
  const scheduled = podCondition(pod, 'PodScheduled');
  if (scheduled?.status === 'False' && scheduled.message) {
    return scheduled.message;
  }
  for (const { state } of containersInOrder(pod)) {
    const text = state?.waiting?.message || state?.terminated?.message;
    if (text) {
      return text;
    }
  }
  return pod.status.message || null;
}

function failureOf(pod: Pod): { readonly word: string | null } | null {
  if (pod.status.phase === 'Failed' || pod.status.phase === 'Succeeded') {
    return { word: null };
  }
  const scheduled = podCondition(pod, 'PodScheduled');
  if (scheduled?.status === 'False' && SCHEDULING_FAILURES.has(scheduled.reason ?? '')) {
    return { word: scheduled.reason ?? null };
  }
  const inits = pod.status.initContainerStatuses ?? [];
  const containers = pod.status.containerStatuses ?? [];
  if (
    inits.some(isFailedInit) ||
    containers.some((container) => isStuck(container) || container.state?.terminated !== undefined)
  ) {
    return { word: null };
  }
  if (isNodeSilent(pod)) {
    return { word: NODE_NOT_READY };
  }
  const relapsed = [...inits, ...containers].find(hasRelapsed)?.lastState?.terminated;
  return relapsed === undefined ? null : { word: terminatedWord(relapsed) };
}

// The node controller alone turns Ready off while its containers still count as ready.
// See kubernetes/kubernetes pkg/controller/util/node/controller_utils.go MarkPodsNotReady, v1.36.
function isNodeSilent(pod: Pod): boolean {
  const ready = podCondition(pod, 'Ready');
  return (
    ready?.status === 'False' &&
    ready.reason !== 'ReadinessGatesNotReady' &&
    podCondition(pod, 'ContainersReady')?.status === 'True'
  );
}

function containersInOrder(pod: Pod): readonly ContainerStatus[] {
  return [...(pod.status.initContainerStatuses ?? []), ...(pod.status.containerStatuses ?? [])];
}

function isStuck({ state }: ContainerStatus): boolean {
  return !ORDINARY_WAITING.has(state?.waiting?.reason ?? '');
}

function isFailedInit(container: ContainerStatus): boolean {
  return isStuck(container) || (container.state?.terminated?.exitCode ?? 0) !== 0;
}

// Between two crashes the container runs for a moment; without this the Node would flicker.
function hasRelapsed({ ready, restartCount, state, lastState }: ContainerStatus): boolean {
  return !ready && restartCount > 0 && state?.running !== undefined && (lastState?.terminated?.exitCode ?? 0) !== 0;
}
