import type { Container, ContainerStatus, Pod } from '#lib/kubernetes/pod.ts';
import type { PodLogLine } from '../api/pod-log-source.ts';
import { fnv1a } from '../random.ts';

export interface LogRequest {
  readonly container: string;
  /** The container's run before this one. */
  readonly previous: boolean;
}

const LINES = 40;
/** A running container writes a line as often. */
export const LOG_SPACING_MS = 15_000;

const ROUTINE = [
  'reconciled in {n}ms, nothing to do',
  'GET /ready 200 {n}us',
  'flushed {n} records to the backend',
  'watch stream renewed after {n}s',
  'queue length {n}, oldest entry 2s',
  'configuration unchanged, checksum {h}',
] as const;

/**
 * What a container has written so far, oldest first; the same every time for the same run and time.
 * Undefined when there is no such run: not started yet, or no run before this one.
 */
export function podLog(pod: Pod, request: LogRequest, now: number): readonly PodLogLine[] | undefined {
  const container = [...pod.spec.containers, ...(pod.spec.initContainers ?? [])].find(({ name }) => name === request.container);
  const statuses = [...(pod.status.containerStatuses ?? []), ...(pod.status.initContainerStatuses ?? [])];
  const status = statuses.find(({ name }) => name === request.container);
  const run = container && status && runOf(status, request.previous);
  return run && runLines(pod, container, run, now);
}

interface Run {
  readonly startedAt: number;
  readonly finishedAt: number | undefined;
  readonly exitCode: number | undefined;
}

function runOf(status: ContainerStatus, previous: boolean): Run | undefined {
  const { running, terminated } = (previous ? status.lastState : status.state) ?? {};
  const ended = terminated ?? (previous ? undefined : status.lastState?.terminated);
  if (running?.startedAt) return { startedAt: Date.parse(running.startedAt), finishedAt: undefined, exitCode: undefined };
  if (!ended?.startedAt) return undefined;
  const finishedAt = Date.parse(ended.finishedAt ?? ended.startedAt);
  return { startedAt: Date.parse(ended.startedAt), finishedAt, exitCode: ended.exitCode };
}

function runLines(pod: Pod, container: Container, run: Run, now: number): PodLogLine[] {
  const at = (offsetMs: number, text: string) => ({ time: new Date(run.startedAt + offsetMs).toISOString(), text });
  const lines = [
    at(12, `level=info msg="starting ${container.name}" image="${container.image ?? ''}"`),
    at(240, `level=info msg="node ${pod.spec.nodeName ?? ''}" pod="${pod.metadata.name}"`),
    at(880, 'level=info msg="configuration loaded" source=/etc/config'),
    at(1_450, 'level=info msg="ready to serve"'),
  ];
  const end = run.finishedAt ?? now;
  const ticks = Math.floor((end - run.startedAt) / LOG_SPACING_MS);
  for (let tick = Math.max(1, ticks - LINES); tick <= ticks; tick++)
    lines.push(at(tick * LOG_SPACING_MS, routineLine(pod, tick)));
  const written = lines.filter(({ time }) => Date.parse(time) <= end);
  return [...written, ...lastWords(run)];
}

function routineLine(pod: Pod, tick: number): string {
  const hash = fnv1a(`${pod.metadata.uid}/${tick}`);
  const sentence = ROUTINE[hash % ROUTINE.length] as string;
  const filled = sentence.replace('{n}', String(1 + ((hash >>> 8) % 900))).replace('{h}', hash.toString(16));
  return `level=info msg="${filled}"`;
}

function lastWords({ finishedAt, exitCode }: Run): PodLogLine[] {
  if (finishedAt === undefined) return [];
  const time = new Date(finishedAt).toISOString();
  if (exitCode === 0) return [{ time, text: 'level=info msg="received SIGTERM, shutting down"' }];
  return [
    { time, text: 'level=error msg="cannot read configuration" error="open /etc/config/daemon.yaml: no such file or directory"' },
    { time, text: `level=fatal msg="giving up" exitCode=${exitCode}` },
  ];
}
