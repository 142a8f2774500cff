import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Clock, SystemClock } from '../clock.ts';
import { ApiError, type ClusterApi } from '../cluster-api.ts';
import { Random } from '../random.ts';
import { AccessRules } from './access-rules.ts';
import { type ApiRequest, readRequest } from './api-request.ts';
import { routeRequest } from './api-router.ts';
import type { ApiServices } from './api-services.ts';
import { checkCaller } from './caller-guard.ts';
import { applyFaultRequest, Faults } from './faults.ts';
import { kubeconfigText } from './kubeconfig.ts';
import { parseBody } from './media-types.ts';
import type { PodLogSource } from './pod-log-source.ts';
import { errorReply, internalError, jsonReply, PATH_NOT_FOUND, type Reply } from './reply.ts';
import { RequestCounters } from './request-counters.ts';
import { type ClusterOptions, createCluster, type SimulatedCluster } from './simulated-cluster.ts';
import type { OpenWatch } from './watch-handler.ts';
import { MAX_BACKLOG_LINES } from './watch-stream.ts';

/** A handler below /simulator/. It answers by itself. */
export type SimulatorHandler = (message: IncomingMessage, response: ServerResponse) => void | Promise<void>;

/** Without a `cluster`, clock, randomness and the rest of `ClusterOptions` are those of the empty one that is made. */
export interface ApiServerOptions extends Partial<ClusterOptions> {
  readonly cluster?: SimulatedCluster;
  /** 0 or absent for a free port. */
  readonly port?: number;
  /** Serves POST /simulator/faults and GET /simulator/metrics. */
  readonly faultsEnabled?: boolean;
  /** Time on the wire (watch time-outs, bookmarks); the machine's own when absent. */
  readonly wireClock?: Clock;
  /** One minute when absent, as the API server has it. */
  readonly bookmarkIntervalMs?: number;
  /** Lines that may wait for a slow watcher before it is cut off; 50,000 when absent. */
  readonly maxBacklogLines?: number;
  /** Receives failures of the simulator itself. */
  readonly onError?: (failure: unknown) => void;
}

export interface SimulatedApiServer {
  readonly api: ClusterApi;
  readonly cluster: SimulatedCluster;
  readonly faults: Faults;
  readonly access: AccessRules;
  readonly counters: RequestCounters;
  /** Starts to listen on 127.0.0.1. */
  listen(): Promise<{ readonly port: number; readonly url: string }>;
  /** Cuts every connection and stops. */
  close(): Promise<void>;
  /** A kubeconfig for the listening server. */
  kubeconfig(): string;
  setPodLogSource(source: PodLogSource): void;
  /** Mounts a handler at a path below /simulator/. */
  route(path: string, handler: SimulatorHandler): void;
  /** Forgets the watch history, so that older resourceVersions answer 410. */
  compact(): void;
}

/** Makes a simulated cluster and the HTTP server before it; `listen` opens it. */
export function createApiServer(options: ApiServerOptions): SimulatedApiServer {
  const { clock = new SystemClock(), random = new Random(1) } = options;
  const cluster = options.cluster ?? createCluster({ ...options, clock, random });
  const watches = new Set<OpenWatch>();
  const services: ApiServices = {
    cluster,
    watches,
    access: new AccessRules(),
    faults: new Faults(watches),
    counters: new RequestCounters(watches),
    wireClock: options.wireClock ?? new SystemClock(),
    bookmarkIntervalMs: options.bookmarkIntervalMs ?? 60_000,
    maxBacklogLines: options.maxBacklogLines ?? MAX_BACKLOG_LINES,
    podLogs: undefined,
  };
  const routes = new Map<string, SimulatorHandler>();
  if (options.faultsEnabled) addTestRoutes(routes, services);
  const server = createServer((message, response) => {
    void answer(services, routes, message, response).catch((failure) => options.onError?.(failure));
  });
  server.keepAliveTimeout = 90_000;
  server.requestTimeout = 0;
  return {
    api: cluster,
    cluster,
    faults: services.faults,
    access: services.access,
    counters: services.counters,
    listen: () => listen(server, options.port ?? 0),
    close: () => close(server, watches),
    kubeconfig: () => kubeconfigText(urlOf(server)),
    setPodLogSource: (source) => {
      services.podLogs = source;
    },
    route: (path, handler) => {
      routes.set(path, handler);
    },
    compact: () => cluster.context.store.compact(),
  };
}

function addTestRoutes(routes: Map<string, SimulatorHandler>, services: ApiServices): void {
  routes.set('/simulator/metrics', (_message, response) => send(response, jsonReply(200, services.counters.document())));
  routes.set('/simulator/faults', async (message, response) => {
    const request = readRequest(message, response);
    send(response, jsonReply(200, applyFaultRequest(services.faults, parseBody(await request.body(), request.contentType))));
  });
}

async function answer(
  services: ApiServices,
  routes: ReadonlyMap<string, SimulatorHandler>,
  message: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const request = readRequest(message, response);
  try {
    checkCaller(message.headers);
    const own = routes.get(request.path);
    if (own) return await own(message, response);
    if (request.path.startsWith('/simulator/')) throw PATH_NOT_FOUND;
    const reply = await routeRequest(services, request);
    if (reply) send(response, reply);
  } catch (failure) {
    refuse(request, failure);
    if (!(failure instanceof ApiError)) throw failure;
  }
}

function refuse({ response }: ApiRequest, failure: unknown): void {
  if (response.destroyed) return;
  if (response.headersSent) response.destroy();
  else send(response, errorReply(failure instanceof ApiError ? failure : internalError()));
}

function send(response: ServerResponse, reply: Reply): void {
  const body = Buffer.from(reply.body, 'utf8');
  response.writeHead(reply.code, {
    'Content-Type': reply.contentType ?? 'application/json',
    'Content-Length': body.length,
    'Cache-Control': 'no-cache, private',
    ...reply.headers,
  });
  response.end(body);
}

function listen(server: Server, port: number): Promise<{ port: number; url: string }> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve({ port: (server.address() as AddressInfo).port, url: urlOf(server) });
    });
  });
}

function urlOf(server: Server): string {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the simulated API server is not listening');
  return `http://127.0.0.1:${address.port}`;
}

function close(server: Server, watches: ReadonlySet<OpenWatch>): Promise<void> {
  for (const { stream } of watches) stream.cut();
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
