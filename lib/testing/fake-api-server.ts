import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type FakeObject, FakeObjects } from './fake-api-server-objects.ts';
import { FakeWatch } from './fake-api-server-watch.ts';

export interface FakeRequest {
  readonly method: string;
  readonly path: string;
  readonly plural: string;
  readonly namespace: string | undefined;
  readonly query: URLSearchParams;
  readonly headers: http.IncomingHttpHeaders;
  readonly kind: 'watch' | 'list' | 'other';
}

/** What a scripted answer does instead of the ordinary one. */
export type FakeAnswer =
  | {
      readonly status: number;
      readonly headers?: Record<string, string>;
      readonly body?: unknown;
      readonly text?: string | Buffer;
    }
  | 'reset'
  | 'hang';

interface Script {
  readonly matches: (request: FakeRequest) => boolean;
  readonly answer: FakeAnswer;
  times: number;
}

/**
 * A scripted API server on loopback for tests of the reflector: real HTTP, real list and watch semantics for four
 * resources, and faults on command. Not a simulation of a cluster.
 */
export class FakeApiServer {
  readonly objects = new FakeObjects();
  readonly requests: FakeRequest[] = [];
  readonly watches: FakeWatch[] = [];
  /** `ignored`: an ordinary watch without end of the list, as servers that do not know WatchList do. */
  watchList: 'supported' | 'rejected' | 'ignored' | 'silent' = 'supported';
  /** The objects' version changes between pages and the continue tokens expire, this many times. */
  expireContinue = 0;
  version = { major: '1', minor: '36', gitVersion: 'v1.36.1' };
  readonly #server = http.createServer((request, response) => this.#serve(request, response));
  readonly #scripts: Script[] = [];
  #waiters: { matches: () => boolean; resolve: () => void }[] = [];
  #port = 0;

  /** Starts on a free port of 127.0.0.1. */
  static async start(): Promise<FakeApiServer> {
    const api = new FakeApiServer();
    await api.listen();
    return api;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** Listens; after `close`, again on the same port. */
  async listen(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(this.#port, '127.0.0.1', resolve));
    this.#port = (this.#server.address() as AddressInfo).port;
  }

  /** Kills the process, so to speak: every connection is cut and new ones are refused. */
  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#server.closeAllConnections();
    await closed;
  }

  /** Answers the next `times` matching requests so. */
  script(matches: (request: FakeRequest) => boolean, answer: FakeAnswer, times = 1): void {
    this.#scripts.push({ matches, answer, times });
  }

  /** Requests of this kind so far. */
  count(kind: FakeRequest['kind'], plural?: string): number {
    return this.requests.filter((request) => request.kind === kind && (plural === undefined || request.plural === plural)).length;
  }

  /** Resolves once the condition holds; checked after each request. */
  async until(matches: () => boolean): Promise<void> {
    if (matches()) return;
    await new Promise<void>((resolve) => this.#waiters.push({ matches, resolve }));
  }

  /** The newest watch of the resource. */
  watch(plural: string): FakeWatch {
    const watch = this.watches.findLast((candidate) => candidate.plural === plural);
    if (!watch) throw new Error(`no watch of ${plural} was opened`);
    return watch;
  }

  #serve(incoming: IncomingMessage, response: ServerResponse): void {
    const request = parseRequest(incoming);
    this.requests.push(request);
    const script = this.#scripts.find((candidate) => candidate.times > 0 && candidate.matches(request));
    if (script) {
      script.times -= 1;
      answerScripted(response, script.answer);
    } else if (request.kind === 'watch') this.#watch(request, response);
    else if (request.kind === 'list') this.#list(request, response);
    else if (request.path === '/version') sendJson(response, 200, this.version);
    else if (this.#object(request)) sendJson(response, 200, this.#object(request));
    else sendStatus(response, 404, 'NotFound', 'the server could not find the requested resource');
    this.#wake();
  }

  /** What a GET of one object names. */
  #object({ method, path }: FakeRequest): FakeObject | undefined {
    const [, namespace, plural = '', name] =
      /^\/(?:api\/v1|apis\/apps\/v1)\/(?:namespaces\/([^/]+)\/)?([a-z]+)\/([^/]+)$/.exec(path) ?? [];
    if (method !== 'GET') return undefined;
    return this.objects.list(plural, namespace).find(({ metadata }) => metadata.name === name);
  }

  #wake(): void {
    const ready = this.#waiters.filter((waiter) => waiter.matches());
    this.#waiters = this.#waiters.filter((waiter) => !ready.includes(waiter));
    for (const waiter of ready) waiter.resolve();
  }

  #watch(request: FakeRequest, response: ServerResponse): void {
    const initial = request.query.get('sendInitialEvents') === 'true';
    const version = request.query.get('resourceVersion');
    if (initial && this.watchList === 'rejected')
      sendStatus(
        response,
        422,
        'Invalid',
        'sendInitialEvents is forbidden for watch unless the WatchList feature gate is enabled',
      );
    else if (version && this.objects.isExpired(Number(version))) sendStatus(response, 410, 'Expired', 'too old resource version');
    else this.#openWatch(request, response, initial);
  }

  #openWatch(request: FakeRequest, response: ServerResponse, initial: boolean): void {
    const watch = new FakeWatch(response, this.objects, request);
    this.watches.push(watch);
    if (initial && this.watchList === 'silent') watch.freeze();
    watch.begin({ endInitialEvents: initial && this.watchList === 'supported' });
  }

  #list(request: FakeRequest, response: ServerResponse): void {
    const token = request.query.get('continue');
    if (token && this.expireContinue > 0) {
      this.expireContinue -= 1;
      sendStatus(response, 410, 'Expired', 'The provided continue parameter is too old');
    } else this.#sendPage(request, response, Number(token ?? 0));
  }

  #sendPage(request: FakeRequest, response: ServerResponse, from: number): void {
    const all = this.objects.list(request.plural, request.namespace);
    const limit = Number(request.query.get('limit') ?? all.length);
    const end = from + limit;
    const { kind, apiVersion } = this.objects.kindOf(request.plural);
    const metadata = { resourceVersion: String(this.objects.version), ...(end < all.length ? { continue: String(end) } : {}) };
    const items = all.slice(from, end).map(({ kind: _kind, apiVersion: _version, ...item }) => item);
    sendJson(response, 200, { kind: `${kind}List`, apiVersion, metadata, items });
  }
}

function parseRequest(incoming: IncomingMessage): FakeRequest {
  const url = new URL(incoming.url ?? '/', 'http://fake');
  const found = /^\/(?:api\/v1|apis\/apps\/v1)\/(?:namespaces\/([^/]+)\/)?([a-z]+)$/.exec(url.pathname);
  const kind = !found ? 'other' : url.searchParams.get('watch') === 'true' ? 'watch' : 'list';
  return {
    method: incoming.method ?? '',
    path: url.pathname,
    plural: found?.[2] ?? '',
    namespace: found?.[1],
    query: url.searchParams,
    headers: incoming.headers,
    kind,
  };
}

function answerScripted(response: ServerResponse, answer: FakeAnswer): void {
  if (answer === 'hang') return;
  if (answer === 'reset') {
    response.socket?.resetAndDestroy();
    return;
  }
  const text = answer.text ?? JSON.stringify(answer.body ?? {});
  response.writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers });
  response.end(text);
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

function sendStatus(response: ServerResponse, code: number, reason: string, message: string): void {
  sendJson(response, code, { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', code, reason, message });
}
