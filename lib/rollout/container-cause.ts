import type { ContainerState, ContainerStatus, Pod } from '#lib/kubernetes/pod.ts';
import { configCause } from './config-cause.ts';
import type { Message } from './message.ts';
import { modelMessage } from './message-codes.ts';

const IMAGE: ReadonlySet<string> = new Set([
  'ErrImagePull',
  'ImagePullBackOff',
  'ErrImageNeverPull',
  'ImageInspectError',
  'RegistryUnavailable',
  'SignatureValidationFailed',
]);
const REFUSED_BY_RUNTIME: ReadonlySet<string> = new Set([
  'CreateContainerError',
  'RunContainerError',
  'ContainerCannotRun',
  'StartError',
  'PreCreateHookError',
  'PreStartHookError',
  'PostStartHookError',
]);
/** 128 and a signal's number: what a runtime reports of a process that SIGKILL or SIGTERM ended. */
const BY_SIGNAL: ReadonlySet<number> = new Set([137, 143]);
const ORDINARY: ReadonlySet<string> = new Set(['', 'ContainerCreating', 'PodInitializing']);

/**
 * What the first container in trouble says, init containers first, as a message below `problem`; null when none waits
 * for more than its turn or has ended. The words are the kubelet's: kubernetes/kubernetes pkg/kubelet/images/types.go,
 * pkg/kubelet/kuberuntime/kuberuntime_container.go, v1.36.
 */
export function containerCause(pod: Pod): Message | null {
  for (const status of pod.status.initContainerStatuses ?? []) {
    const cause =
      troubleOf(pod, status) ?? (isBusyInit(status) ? modelMessage('problem.initializing', { container: status.name }) : null);
    if (cause !== null && status.state?.terminated?.exitCode !== 0) {
      return cause;
    }
  }
  const containers = pod.status.containerStatuses ?? [];
  for (const status of containers) {
    const cause = troubleOf(pod, status);
    if (cause !== null) {
      return cause;
    }
  }
  const waits = containers.some(({ state }) => state?.waiting !== undefined);
  return waits || containers.length === 0 ? modelMessage('problem.creating', {}) : null;
}

// A sidecar that has started is not waited for.
function isBusyInit({ state, started }: ContainerStatus): boolean {
  return state?.running !== undefined && started !== true;
}

function troubleOf(pod: Pod, status: ContainerStatus): Message | null {
  const { name: container, state, lastState } = status;
  const reason = state?.waiting?.reason ?? '';
  if (reason === 'InvalidImageName') {
    return modelMessage('problem.imageName', { image: imageOf(pod, container) });
  }
  if (IMAGE.has(reason)) {
    return modelMessage('problem.image', { image: imageOf(pod, container) });
  }
  if (reason === 'CreateContainerConfigError') {
    return configCause(container, state?.waiting?.message ?? '');
  }
  if (REFUSED_BY_RUNTIME.has(reason)) {
    return modelMessage('problem.containerStart', { container, reason });
  }
  const ended = state?.terminated ?? (reason === 'CrashLoopBackOff' || hasRelapsed(status) ? lastState?.terminated : undefined);
  if (ended !== undefined) {
    return endedCause(container, ended);
  }
  return ORDINARY.has(reason) ? null : modelMessage('problem.waiting', { container, reason });
}

function endedCause(container: string, { reason, signal, exitCode }: NonNullable<ContainerState['terminated']>): Message {
  if (reason === 'OOMKilled') {
    return modelMessage('problem.outOfMemory', { container });
  }
  if (signal) {
    return modelMessage('problem.signal', { container, signal });
  }
  if (exitCode === 0) {
    return modelMessage('problem.exited', { container });
  }
  return BY_SIGNAL.has(exitCode)
    ? modelMessage('problem.killed', { container, exitCode })
    : modelMessage('problem.crash', { container, exitCode });
}

function hasRelapsed({ ready, restartCount, state, lastState }: ContainerStatus): boolean {
  return !ready && restartCount > 0 && state?.running !== undefined && (lastState?.terminated?.exitCode ?? 0) !== 0;
}

function imageOf({ spec }: Pod, container: string): string {
  return [...spec.containers, ...(spec.initContainers ?? [])].find(({ name }) => name === container)?.image ?? '';
}
