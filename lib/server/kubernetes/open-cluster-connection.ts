import 'server-only';
import os from 'node:os';
import type { Connection } from '#lib/feed/connection.ts';
import { askingFirst } from './asking-first.ts';
import type {
  ClusterConnection,
  ClusterConnectionOptions,
  ClusterSink,
  ForbiddenResource,
  WatchedResource,
} from './cluster-connection.ts';

import type { ClusterContext } from './cluster-context.ts';
import { createCredentialSource } from './credential-source.ts';
import { createFreshness, type Freshness, TICK_MS } from './freshness.ts';
import { createHttpTransport } from './http-transport.ts';
import type { KubernetesApiError } from './kubernetes-api-error.ts';
import { createLeaseOperations, type LeaseOperations } from './lease-operations.ts';
import type { ReadOperations, WriteOperations } from './operations.ts';
import { createProbe, PROBE_EVERY_MS, type Probe, type ProbeAnswer } from './probe.ts';
import { createReadOperations } from './read-operations.ts';
import type { ServerCapabilities } from './reflector-port.ts';
import type { Transport } from './transport.ts';
import { createResourceWatches } from './watch-specifications.ts';
import type { ResourceWatch } from './watched-resource.ts';
import { createWriteOperations } from './write-operations.ts';

/** A server that is down is noticed after two unanswered probes; a watch that spoke since then is not torn down for it. */
const SUSPECT_SILENCE_MS = PROBE_EVERY_MS;

/**
 * Opens the way to one cluster. Nothing is sent before `start`, except for operations. Never throws: what is wrong
 * shows in `connection()`.
 */
export function openClusterConnection(context: ClusterContext, options: ClusterConnectionOptions): ClusterConnection {
  return new OpenConnection(context, options);
}

class OpenConnection implements ClusterConnection {
  readonly operations: ReadOperations;
  readonly writes: WriteOperations;
  readonly leases: LeaseOperations;
  readonly #options: ClusterConnectionOptions;
  readonly #context: ClusterContext;
  readonly #ended = new AbortController();
  readonly #transport: Transport;
  readonly #probe: Probe;
  readonly #freshness: Freshness;
  readonly #listeners = new Set<(connection: Connection) => void>();
  #watches: ReadonlyMap<WatchedResource, ResourceWatch> = new Map();
  #version: string | null = null;
  #offsetMs = 0;
  #down = false;
  #published = '';
  #cancelTick = () => {};

  constructor(context: ClusterContext, options: ClusterConnectionOptions) {
    const { clock, reread, version = 'dev' } = options;
    this.#context = context;
    this.#options = options;
    const credentials = createCredentialSource({ context, clock, ...(reread ? { reread } : {}) });
    const userAgent = `rollcall/${version} (${os.platform()}/${os.arch()})`;
    this.#transport = createHttpTransport({ server: context.server, credentials, userAgent, clock });
    this.operations = askingFirst(createReadOperations(this.#transport, clock, this.#ended.signal), clock);
    this.writes = createWriteOperations(this.#transport, clock, this.#ended.signal);
    this.leases = createLeaseOperations(this.#transport, clock, this.#ended.signal);
    this.#freshness = createFreshness(() => clock.now());
    this.#probe = createProbe({
      transport: this.#transport,
      clock,
      onAlive: (answer) => this.#onAlive(answer),
      onPathLost: () => this.#distrustSilent(),
      onDown: (problem) => this.#onDown(problem),
    });
  }

  start(sink: ClusterSink): void {
    const { clock, random, logger } = this.#options;
    const capabilities: ServerCapabilities = { watchList: 'untried' };
    this.#watches = createResourceWatches((resource) => ({
      sink,
      transport: this.#transport,
      capabilities,
      clock,
      random,
      logger,
      namespace: this.#context.namespace,
      onSign: () => this.#freshness.sign(resource),
      onChange: () => this.#follow(resource),
    }));
    for (const [resource, watch] of this.#watches) {
      this.#follow(resource);
      watch.start();
    }
    this.#probe.start();
    this.#tickLater();
  }

  connection(): Connection {
    const connection = this.#freshness.connection();
    const unreadable = [...this.#watches.values()].reduce((sum, watch) => sum + watch.unreadable(), 0);
    if (unreadable === 0 || connection.problem !== null) return connection;
    return { ...connection, problem: `${unreadable} of the objects that the API server sent cannot be read.` };
  }

  onConnection(listener: (connection: Connection) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  synced(): boolean {
    return this.#freshness.synced();
  }

  forbidden(): readonly ForbiddenResource[] {
    return [...this.#watches.values()].map((watch) => watch.forbidden()).filter((entry) => entry !== undefined);
  }

  watchRestarts(): ReadonlyMap<WatchedResource, number> {
    return new Map([...this.#watches].map(([resource, watch]) => [resource, watch.restarts()]));
  }

  serverVersion(): string | null {
    return this.#version;
  }

  clockOffsetMs(): number {
    return this.#offsetMs;
  }

  async stop(): Promise<void> {
    this.#cancelTick();
    this.#ended.abort();
    this.#transport.close();
    await Promise.all([this.#probe.stop(), ...[...this.#watches.values()].map((watch) => watch.stop())]);
  }

  #follow(resource: WatchedResource): void {
    const watch = this.#watches.get(resource);
    if (!watch || this.#ended.signal.aborted) return;
    this.#freshness.update(resource, watch.followed());
    this.#publish();
  }

  #onAlive(answer: ProbeAnswer): void {
    if (answer.version !== undefined) this.#version = answer.version;
    if (answer.dateMs !== undefined) this.#offsetMs = offset(answer.dateMs - this.#options.clock.now());
    if (this.#down) for (const watch of this.#watches.values()) watch.hurry();
    this.#down = false;
    this.#freshness.probed(null);
    this.#publish();
  }

  #onDown(problem: KubernetesApiError): void {
    this.#down = true;
    this.#freshness.probed(problem.message);
    this.#distrustSilent();
    this.#publish();
  }

  #distrustSilent(): void {
    for (const [resource, watch] of this.#watches) if (this.#freshness.silentMs(resource) >= SUSPECT_SILENCE_MS) watch.distrust();
  }

  #tickLater(): void {
    this.#cancelTick = this.#options.clock.schedule(TICK_MS, () => {
      this.#freshness.tick();
      this.#publish();
      this.#tickLater();
    });
  }

  #publish(): void {
    const connection = this.connection();
    // lastProofAt alone moves all the time and is no news.
    const told = JSON.stringify([
      connection.state,
      connection.since,
      connection.problem,
      this.synced(),
      this.forbidden(),
      this.#version,
    ]);
    if (told === this.#published) return;
    this.#published = told;
    for (const listener of this.#listeners) listener(connection);
  }
}

/** The Date header counts whole seconds, so a smaller difference says nothing. */
function offset(differenceMs: number): number {
  return Math.abs(differenceMs) < 2_000 ? 0 : differenceMs;
}
