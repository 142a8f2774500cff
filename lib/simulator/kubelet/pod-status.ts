import type { ContainerStatus, Pod, PodCondition, PodPhase } from '#lib/kubernetes/pod.ts';
import { timestamp } from '../clock.ts';

export interface Containers {
  readonly init: readonly ContainerStatus[];
  readonly app: readonly ContainerStatus[];
}

/** Where the Pod is; absent until its sandbox exists. */
export interface Addresses {
  readonly hostIP: string;
  readonly podIP: string | undefined;
}

/**
 * A Pod's status from its containers' states; transition times of unchanged conditions stay.
 * Mirrors kubernetes/kubernetes pkg/kubelet/kubelet_pods.go generateAPIPodStatus and pkg/kubelet/status/generate.go, v1.36.
 */
export function podStatus(pod: Pod, containers: Containers, addresses: Addresses, now: number): Pod['status'] {
  const phase = podPhase(containers);
  const { hostIP, podIP } = addresses;
  return {
    ...pod.status,
    phase,
    conditions: podConditions(pod, containers, podIP !== undefined, now),
    hostIP,
    ...{ hostIPs: [{ ip: hostIP }] },
    ...(podIP ? { podIP, podIPs: [{ ip: podIP }] } : {}),
    startTime: pod.status.startTime ?? timestamp(now),
    ...(containers.init.length > 0 ? { initContainerStatuses: containers.init.map(copyStatus) } : {}),
    containerStatuses: containers.app.map(copyStatus),
  };
}

/** The states in it are replaced, never changed. */
function copyStatus(status: ContainerStatus): ContainerStatus {
  return { ...status };
}

/** True when every init container has done its work. */
export function isInitialized(init: readonly ContainerStatus[]): boolean {
  return init.every((status) => status.state?.terminated?.exitCode === 0);
}

/** Mirrors kubernetes/kubernetes pkg/kubelet/kubelet_pods.go getPhase for restartPolicy Always, v1.36. */
function podPhase({ init, app }: Containers): PodPhase {
  if (!isInitialized(init)) return 'Pending';
  return app.some((status) => status.state?.waiting && !status.lastState?.terminated) ? 'Pending' : 'Running';
}

function podConditions(pod: Pod, { init, app }: Containers, hasSandbox: boolean, now: number): PodCondition[] {
  const unready = app.filter((status) => !status.ready).map((status) => status.name);
  const incomplete = init.filter((status) => status.state?.terminated?.exitCode !== 0).map((status) => status.name);
  const notReady = {
    status: 'False',
    reason: 'ContainersNotReady',
    message: `containers with unready status: [${unready.join(' ')}]`,
  } as const;
  const ready = unready.length === 0 ? ({ status: 'True' } as const) : notReady;
  const notInitialized = {
    status: 'False',
    reason: 'ContainersNotInitialized',
    message: `containers with incomplete status: [${incomplete.join(' ')}]`,
  } as const;
  const wanted: PodCondition[] = [
    { type: 'PodReadyToStartContainers', status: hasSandbox ? 'True' : 'False' },
    { type: 'Initialized', ...(incomplete.length === 0 ? ({ status: 'True' } as const) : notInitialized) },
    { type: 'Ready', ...ready },
    { type: 'ContainersReady', ...ready },
    { type: 'PodScheduled', status: 'True' },
  ];
  return withTransitionTimes(pod.status.conditions ?? [], wanted, now);
}

/** Keeps foreign conditions, and the time of each that has not changed its status. */
export function withTransitionTimes(
  known: readonly PodCondition[],
  wanted: readonly PodCondition[],
  now: number,
): PodCondition[] {
  const foreign = known.filter((condition) => !wanted.some((other) => other.type === condition.type));
  const changedAt = timestamp(now);
  const timed = wanted.map((condition) => {
    const before = known.find((other) => other.type === condition.type);
    const unchanged = before?.status === condition.status && before.lastTransitionTime;
    return { ...condition, lastTransitionTime: unchanged || changedAt };
  });
  return [...foreign, ...timed];
}
