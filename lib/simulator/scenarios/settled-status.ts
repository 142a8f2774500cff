import type { Node } from '#lib/kubernetes/node.ts';
import type { Container, ContainerStatus, Pod } from '#lib/kubernetes/pod.ts';
import { timestamp } from '../clock.ts';
import { hexDigest, imageId, pullErrorMessage } from '../kubelet/image.ts';
import { podStatus } from '../kubelet/pod-status.ts';

/** How a Pod of the past is found at the start. */
export type PodCondition = 'running' | 'unscheduled' | 'image-pull-back-off' | 'crash-loop' | 'never-ready';

export interface Settled {
  readonly condition: PodCondition;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  readonly now: number;
  readonly podIP: string;
  readonly restarts: number;
}

const START_MS = 6_000;

/** The status of a Pod that was started long ago. */
export function settledStatus(pod: Pod, node: Node, settled: Settled): Pod['status'] {
  const { qosClass } = pod.status as Pod['status'] & { qosClass?: string };
  const fresh = { phase: 'Pending', ...(qosClass ? { qosClass } : {}) } as const;
  if (settled.condition === 'unscheduled') return fresh;
  const statuses = pod.spec.containers.map((container) => containerStatus(pod, container, settled));
  const init = (pod.spec.initContainers ?? []).map((container) => finishedInit(container, settled));
  const hostIP = node.status.addresses?.find(({ type }) => type === 'InternalIP')?.address ?? '';
  const podIP = pod.spec.hostNetwork ? hostIP : settled.podIP;
  const begun = { ...pod, status: { ...fresh, startTime: timestamp(settled.startedAt) } };
  const since = Math.min(settled.now, settled.startedAt + START_MS);
  return podStatus(begun, { init, app: statuses }, { hostIP, podIP }, since);
}

function containerStatus(pod: Pod, container: Container, settled: Settled): ContainerStatus {
  const { condition, restarts } = settled;
  const image = container.image ?? '';
  const base = { name: container.name, image, lastState: {}, restartCount: restarts };
  const title = `${pod.metadata.name}_${pod.metadata.namespace}(${pod.metadata.uid})`;
  if (condition === 'image-pull-back-off') {
    const cause = `ErrImagePull: rpc error: code = NotFound desc = ${pullErrorMessage(image)}`;
    const waiting = { reason: 'ImagePullBackOff', message: `Back-off pulling image "${image}": ${cause}` };
    return { ...base, imageID: '', ready: false, started: false, state: { waiting } };
  }
  const pulled = {
    ...base,
    imageID: imageId(image),
    ...{ containerID: `containerd://${hexDigest(`${title}/${container.name}`)}` },
  };
  if (condition === 'crash-loop') return { ...pulled, ...crashed(container, title, settled) };
  const running = { startedAt: timestamp(Math.min(settled.now, settled.startedAt + START_MS / 2)) };
  return { ...pulled, ready: condition === 'running', started: true, state: { running } };
}

function crashed(container: Container, title: string, { now, restarts }: Settled) {
  const restartCount = Math.max(restarts, 6);
  const message = `back-off 5m0s restarting failed container=${container.name} pod=${title}`;
  const startedAt = timestamp(now - 64_000);
  const terminated = { exitCode: 1, reason: 'Error', startedAt, finishedAt: timestamp(now - 60_000) };
  const state = { waiting: { reason: 'CrashLoopBackOff', message } };
  return { restartCount, ready: false, started: false, state, lastState: { terminated } };
}

function finishedInit(container: Container, { startedAt }: Settled): ContainerStatus {
  const image = container.image ?? '';
  const times = { startedAt: timestamp(startedAt + 1_000), finishedAt: timestamp(startedAt + 2_000) };
  const terminated = { exitCode: 0, reason: 'Completed', ...times };
  return {
    name: container.name,
    image,
    imageID: imageId(image),
    ready: true,
    started: false,
    restartCount: 0,
    state: { terminated },
    lastState: {},
  };
}
