import type { Container, ContainerState, ContainerStatus, Pod } from './pod.ts';
import { isPodReady, isPodTerminal, isPodTerminating, podCondition } from './pod-conditions.ts';

/** What `kubectl get pods` prints for one Pod. */
export interface PodStatusColumns {
  /** STATUS */
  readonly status: string;
  /** READY, e.g. `1/2` */
  readonly ready: string;
  /** RESTARTS without its ` (5m ago)` */
  readonly restarts: number;
  /** The time of that ` (… ago)`, RFC 3339, or null. */
  readonly lastRestartAt: string | null;
}

interface Tally {
  status: string;
  ready: number;
  restarts: number;
  lastRestartAt: string | null;
}

/**
 * kubectl's columns STATUS, READY and RESTARTS.
 * Mirrors kubernetes/kubernetes pkg/printers/internalversion/printers.go printPod, v1.36.
 */
export function podStatusColumns(pod: Pod): PodStatusColumns {
  const sidecars = new Set((pod.spec.initContainers ?? []).filter(isSidecar).map((container) => container.name));
  const tally: Tally = { status: initialStatus(pod), ready: 0, restarts: 0, lastRestartAt: null };
  const sidecarTally: Tally = { status: '', ready: 0, restarts: 0, lastRestartAt: null };
  const initializing = addInitContainers(pod, { sidecars, tally, sidecarTally });
  if (!initializing || podCondition(pod, 'Initialized')?.status === 'True') {
    tally.restarts = sidecarTally.restarts;
    tally.lastRestartAt = sidecarTally.lastRestartAt;
    addContainers(pod, tally);
  }
  return {
    status: deletionStatus(pod) ?? tally.status,
    ready: `${tally.ready}/${pod.spec.containers.length + sidecars.size}`,
    restarts: tally.restarts,
    lastRestartAt: tally.restarts === 0 ? null : tally.lastRestartAt,
  };
}

function isSidecar(container: Container): boolean {
  return container.restartPolicy === 'Always';
}

function initialStatus(pod: Pod): string {
  const gated = pod.status.conditions?.some(({ type, reason }) => type === 'PodScheduled' && reason === 'SchedulingGated');
  return gated === true ? 'SchedulingGated' : pod.status.reason || pod.status.phase || '';
}

function deletionStatus(pod: Pod): string | null {
  if (!isPodTerminating(pod)) {
    return null;
  }
  if (pod.status.reason === 'NodeLost') {
    return 'Unknown';
  }
  return isPodTerminal(pod) ? null : 'Terminating';
}

function addInitContainers(pod: Pod, into: { sidecars: ReadonlySet<string>; tally: Tally; sidecarTally: Tally }): boolean {
  const { sidecars, tally, sidecarTally } = into;
  const declared = pod.spec.initContainers?.length ?? 0;
  for (const [index, container] of (pod.status.initContainerStatuses ?? []).entries()) {
    addRestarts(container, tally);
    const sidecar = sidecars.has(container.name);
    if (sidecar) {
      addRestarts(container, sidecarTally);
    }
    if (container.state?.terminated?.exitCode === 0) {
      continue;
    }
    if (sidecar && container.started === true) {
      tally.ready += container.ready ? 1 : 0;
      continue;
    }
    tally.status = `Init:${unfinishedInit(container.state) ?? `${index}/${declared}`}`;
    return true;
  }
  return false;
}

function unfinishedInit(state: ContainerState | undefined): string | null {
  if (state?.terminated !== undefined) {
    return terminatedWord(state.terminated);
  }
  const waiting = state?.waiting?.reason ?? '';
  return waiting === '' || waiting === 'PodInitializing' ? null : waiting;
}

function addContainers(pod: Pod, tally: Tally): void {
  let running = false;
  let errorWord = '';
  // Last to first, so that the first container's word wins.
  for (const container of (pod.status.containerStatuses ?? []).toReversed()) {
    addRestarts(container, tally);
    const { waiting, terminated, running: started } = container.state ?? {};
    if (waiting?.reason) {
      tally.status = waiting.reason;
    } else if (terminated !== undefined) {
      tally.status = terminatedWord(terminated);
      errorWord = terminated.exitCode === 0 ? errorWord : tally.status;
    } else if (container.ready && started !== undefined) {
      running = true;
      tally.ready += 1;
    }
  }
  if (tally.status === 'Completed') {
    tally.status = statusBesideCompleted(pod, { running, errorWord });
  }
}

function statusBesideCompleted(pod: Pod, { running, errorWord }: { running: boolean; errorWord: string }): string {
  if (running && isPodReady(pod)) {
    return 'Running';
  }
  return errorWord || (running ? 'NotReady' : 'Completed');
}

/** The word that kubectl makes of an ended container. */
export function terminatedWord(terminated: NonNullable<ContainerState['terminated']>): string {
  if (terminated.reason) {
    return terminated.reason;
  }
  return terminated.signal ? `Signal:${terminated.signal}` : `ExitCode:${terminated.exitCode}`;
}

function addRestarts(container: ContainerStatus, tally: Tally): void {
  tally.restarts += container.restartCount;
  const finishedAt = container.lastState?.terminated?.finishedAt;
  if (finishedAt !== undefined && (tally.lastRestartAt === null || Date.parse(finishedAt) > Date.parse(tally.lastRestartAt))) {
    tally.lastRestartAt = finishedAt;
  }
}
