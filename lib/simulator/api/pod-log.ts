import { badRequest, notFound } from './api-errors.ts';
import type { ApiRequest } from './api-request.ts';
import type { ApiServices } from './api-services.ts';
import { objectsOf, stringOr, valueAt } from './json.ts';
import type { StoredObject } from './object-store.ts';
import type { PodLogLine, PodLogRequest, PodLogSource } from './pod-log-source.ts';
import type { Reply } from './reply.ts';
import type { ObjectPath } from './write-handlers.ts';

/** GET of pods/log as text; `follow` streams until the client leaves or the log ends. Throws ApiError 400, 404. */
export function podLog(services: ApiServices, request: ApiRequest, at: ObjectPath): Reply | undefined {
  const pod = services.cluster.context.store.get(at.resource, at.namespace, at.name);
  if (!pod) throw notFound(at.resource, at.name);
  const stop = new AbortController();
  request.response.on('close', () => stop.abort());
  const wanted: PodLogRequest = {
    namespace: at.namespace,
    pod: at.name,
    container: chosenContainer(pod, request.query.get('container') ?? ''),
    previous: request.query.get('previous') === 'true',
    signal: stop.signal,
  };
  if (!services.podLogs)
    throw badRequest(`no log is kept for container ${JSON.stringify(wanted.container)} in pod ${JSON.stringify(at.name)}`);
  const lines = selectLines(services.podLogs.read(wanted), request.query, services.cluster.context.clock.now());
  const format = formatter(request.query.get('timestamps') === 'true');
  if (request.query.get('follow') === 'true') return follow(services.podLogs, { request, wanted, lines, format });
  const text = lines.map(format).join('');
  return { code: 200, body: limitBytes(text, Number(request.query.get('limitBytes') ?? 0)), contentType: 'text/plain' };
}

/** The named container, or the only one. Mirrors pkg/registry/core/pod/strategy.go LogLocation, v1.36. */
function chosenContainer(pod: StoredObject, name: string): string {
  const names = (member: string) => objectsOf(valueAt(pod.spec, member)).map((container) => stringOr(container.name));
  const [containers, inits] = [names('containers'), names('initContainers')];
  const choice = inits.length > 0 ? ` or one of the init containers: [${inits.join(' ')}]` : '';
  if (name === '') {
    if (containers.length === 1) return containers[0] ?? '';
    throw badRequest(
      `a container name must be specified for pod ${pod.metadata.name}, choose one of: [${containers.join(' ')}]${choice}`,
    );
  }
  if (![...containers, ...inits].includes(name)) throw badRequest(`container ${name} is not valid for pod ${pod.metadata.name}`);
  return name;
}

const formatter = (timestamps: boolean) => (line: PodLogLine) => (timestamps ? `${line.time} ${line.text}\n` : `${line.text}\n`);

function selectLines(lines: readonly PodLogLine[], query: URLSearchParams, now: number): readonly PodLogLine[] {
  const sinceSeconds = query.get('sinceSeconds');
  const from = sinceSeconds === null ? Date.parse(query.get('sinceTime') ?? '') : now - Number(sinceSeconds) * 1000;
  const recent = Number.isNaN(from) ? lines : lines.filter(({ time }) => Date.parse(time) >= from);
  const tail = query.get('tailLines');
  if (tail === null) return recent;
  if (!/^\d+$/.test(tail))
    throw badRequest(`PodLogOptions "" is invalid: tailLines: Invalid value: ${tail}: must be greater than or equal to 0`);
  return Number(tail) === 0 ? [] : recent.slice(-Number(tail));
}

const limitBytes = (text: string, limit: number) => (limit > 0 ? Buffer.from(text).subarray(0, limit).toString('utf8') : text);

function follow(
  source: PodLogSource,
  {
    request,
    wanted,
    lines,
    format,
  }: { request: ApiRequest; wanted: PodLogRequest; lines: readonly PodLogLine[]; format: (line: PodLogLine) => string },
): undefined {
  const { response } = request;
  response.writeHead(200, { 'Content-Type': 'text/plain' });
  response.write(lines.map(format).join(''));
  if (!source.follow) {
    response.end();
    return;
  }
  const stop = source.follow(
    wanted,
    (line) => response.write(format(line)),
    () => response.end(),
  );
  response.on('close', stop);
}
