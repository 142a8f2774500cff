import type { Pod } from '#lib/kubernetes/pod.ts';
import type { PodLogLine, PodLogRequest, PodLogSource } from '../api/pod-log-source.ts';
import type { Clock } from '../clock.ts';
import { ApiError, type ClusterApi } from '../cluster-api.ts';
import { RESOURCES } from '../resources.ts';
import { isSilent } from './node-behaviour.ts';
import { LOG_SPACING_MS, podLog } from './pod-logs.ts';

/** The kubelets' side of `pods/log`. */
export function createPodLogSource(api: ClusterApi, clock: Clock): PodLogSource {
  return {
    read: (request) => readLog(api, clock, request),
    follow: (request, onLine, onEnd) => followLog(api, clock, request, { onLine, onEnd }),
  };
}

function readLog(api: ClusterApi, clock: Clock, request: PodLogRequest): readonly PodLogLine[] {
  const pod = api.get<Pod>(RESOURCES.pods, request.namespace, request.pod);
  if (!pod) throw new ApiError(404, 'NotFound', `pods "${request.pod}" not found`);
  const node = api.get<Parameters<typeof isSilent>[0]>(RESOURCES.nodes, '', pod.spec.nodeName ?? '');
  if (node && isSilent(node)) {
    const address = `https://${pod.status.hostIP}:10250/containerLogs/${request.namespace}/${request.pod}/${request.container}`;
    throw new ApiError(500, 'InternalError', `Get "${address}": dial tcp ${pod.status.hostIP}:10250: i/o timeout`);
  }
  return podLog(pod, request, clock.now()) ?? refuse(pod, request);
}

/** Mirrors kubernetes/kubernetes pkg/kubelet/kubelet_pods.go validateContainerLogStatus, v1.36. */
function refuse(pod: Pod, { container, pod: name, previous }: PodLogRequest): never {
  if (previous) throw badRequest(`previous terminated container "${container}" in pod "${name}" not found`);
  const statuses = [...(pod.status.containerStatuses ?? []), ...(pod.status.initContainerStatuses ?? [])];
  const status = statuses.find((one) => one.name === container);
  const waiting = status?.state?.waiting?.reason ?? 'ContainerCreating';
  const pulling = /^(?:ErrImagePull|ImagePullBackOff)$/.test(waiting);
  if (!status) throw badRequest(`container "${container}" in pod "${name}" is not available`);
  const why = pulling ? 'is waiting to start: trying and failing to pull image' : `is waiting to start: ${waiting}`;
  throw badRequest(`container "${container}" in pod "${name}" ${why}`);
}

function badRequest(message: string): ApiError {
  return new ApiError(400, 'BadRequest', message);
}

function followLog(
  api: ClusterApi,
  clock: Clock,
  request: PodLogRequest,
  { onLine, onEnd }: { onLine: (line: PodLogLine) => void; onEnd: () => void },
): () => void {
  let seenUntil = clock.now();
  let cancel: () => void = () => undefined;
  const look = () => {
    const pod = api.get<Pod>(RESOURCES.pods, request.namespace, request.pod);
    const lines = pod && podLog(pod, request, clock.now());
    for (const line of lines ?? []) if (Date.parse(line.time) > seenUntil) onLine(line);
    seenUntil = clock.now();
    const running = pod?.status.containerStatuses?.some(({ name, state }) => name === request.container && state?.running);
    if (running) cancel = clock.schedule(LOG_SPACING_MS, look);
    else onEnd();
  };
  cancel = clock.schedule(LOG_SPACING_MS, look);
  return () => cancel();
}
