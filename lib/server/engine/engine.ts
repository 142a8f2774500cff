import 'server-only';
import type { ClusterRollout } from '#lib/rollout/cluster-rollout.ts';
import type { Caller } from '#lib/server/access/caller.ts';
import { CallerConnections, type HeldConnection } from '#lib/server/access/caller-connections.ts';
import { type FeedCounters, newFeedCounters } from '#lib/server/feeds/feed-counters.ts';
import { LiveClient } from '#lib/server/feeds/live-client.ts';
import { ClusterHub } from '#lib/server/hub/cluster-hub.ts';
import type { Clock } from '#lib/server/kubernetes/clock.ts';
import type { ClusterConnection } from '#lib/server/kubernetes/cluster-connection.ts';
import type { Logger } from '#lib/server/kubernetes/logger.ts';
import type { CatalogEntry, ClusterCatalog } from './cluster-catalog.ts';

const STOP_IDLE_AFTER_MS = 10 * 60_000;
const LOOK_FOR_IDLE_EVERY_MS = 60_000;

export interface EngineOptions {
  readonly catalog: ClusterCatalog;
  readonly clock: Clock;
  readonly logger: Logger;
  /** In [0, 1). */
  readonly random: () => number;
  readonly newEpoch: () => string;
  readonly newRollout: () => ClusterRollout;
  /** RFC 3339. */
  readonly startedAt: string;
  /** Registries from which images are expected; none: any. */
  readonly registries?: readonly string[];
  /** Callers act with credentials of their own, and the server with its own never by itself; default false. */
  readonly usersAct?: boolean;
}

/** Everything of this process that outlives a request: the clusters being watched and the open streams. */
export class Engine {
  readonly counters: FeedCounters = newFeedCounters();
  readonly #options: EngineOptions;
  readonly #hubs = new Map<string, ClusterHub>();
  readonly #callers: CallerConnections;
  readonly #clients = new Map<LiveClient, readonly ClusterHub[]>();
  #cancelLook: () => void = () => undefined;
  #stopping: Promise<void> | null = null;

  constructor(options: EngineOptions) {
    this.#options = options;
    const { catalog, clock } = options;
    this.#callers = new CallerConnections(
      () => clock.now(),
      (slug, bearerToken) => catalog.connect(slug, { bearerToken }),
    );
  }

  /** Watches the current cluster; the others begin with their first use. */
  start(): void {
    for (const entry of this.clusters()) if (entry.current) this.hub(entry.slug);
    this.#lookForIdle();
  }

  get startedAt(): string {
    return this.#options.startedAt;
  }

  /** Registries from which images are expected; empty: any. */
  get registries(): readonly string[] {
    return this.#options.registries ?? [];
  }

  get stopping(): boolean {
    return this.#stopping !== null;
  }

  /** Why there is no cluster, in one sentence, or null. */
  get problem(): string | null {
    return this.#options.catalog.problem;
  }

  clusters(): readonly CatalogEntry[] {
    return this.#options.catalog.list();
  }

  /** The hubs that run now. */
  running(): readonly ClusterHub[] {
    return [...this.#hubs.values()];
  }

  /** The cluster's hub without starting it. */
  runningHub(slug: string): ClusterHub | undefined {
    return this.#hubs.get(slug);
  }

  /** The cluster's hub, started now if it did not run; null for an unknown cluster or when the server stops. */
  hub(slug: string): ClusterHub | null {
    const running = this.#hubs.get(slug);
    const entry = this.clusters().find((candidate) => candidate.slug === slug);
    if (running || this.stopping || entry === undefined) return running ?? null;
    const { catalog, clock, logger, newEpoch, usersAct = false } = this.#options;
    const connection = catalog.connect(slug);
    const rollout = this.#options.newRollout();
    const { readOnly } = entry;
    const { counters } = this;
    const adoptsWaves = !(readOnly || usersAct);
    const hub = new ClusterHub({ slug, connection, rollout, counters, clock, logger, newEpoch, adoptsWaves });
    this.#hubs.set(slug, hub);
    hub.start();
    return hub;
  }

  /** The way to a hub's cluster with the caller's own rights; the server's own when the caller has none of its own. */
  connectionFor(caller: Caller, hub: ClusterHub): ClusterConnection {
    const bearerToken = caller.kubernetesToken();
    const id = caller.credentialsId();
    return bearerToken === null || id === null ? hub.connection : this.#callers.get(hub.slug, { id, bearerToken });
  }

  /** The same for what goes on after the request; null when the caller has no rights of its own. */
  holdConnection(caller: Caller, hub: ClusterHub): HeldConnection | null {
    const bearerToken = caller.kubernetesToken();
    const id = caller.credentialsId();
    return bearerToken === null || id === null ? null : this.#callers.hold(hub.slug, { id, bearerToken });
  }

  /** Opens a stream that carries heartbeats of these clusters; feeds join it. */
  openClient(hubs: readonly ClusterHub[], signal: AbortSignal): LiveClient {
    const client = new LiveClient({ counters: this.counters, signal, onClose: (closed) => this.#forget(closed) });
    if (!client.open) return client;
    this.#clients.set(client, hubs);
    client.sendText(`retry: ${this.#jitter(1_000, 3_000)}\n\n`);
    for (const hub of hubs) hub.addClient(client);
    return client;
  }

  /** Says bye to every client and ends every watch. Idempotent. */
  stop(): Promise<void> {
    this.#stopping ??= this.#stop();
    return this.#stopping;
  }

  async #stop(): Promise<void> {
    this.#cancelLook();
    for (const client of [...this.#clients.keys()]) client.bye(this.#jitter(1_000, 5_000));
    await Promise.allSettled(this.running().map((hub) => hub.stop()));
    this.#hubs.clear();
    this.#callers.stop(); // waves have let go with them
  }

  #forget(client: LiveClient): void {
    for (const hub of this.#clients.get(client) ?? []) hub.removeClient(client);
    this.#clients.delete(client);
  }

  #lookForIdle(): void {
    this.#callers.closeIdle();
    const current = new Set(this.clusters().flatMap((entry) => (entry.current ? [entry.slug] : [])));
    for (const [slug, hub] of this.#hubs) {
      if (current.has(slug) || hub.idleMs() < STOP_IDLE_AFTER_MS) continue;
      this.#hubs.delete(slug);
      void hub.stop();
    }
    this.#cancelLook = this.#options.clock.schedule(LOOK_FOR_IDLE_EVERY_MS, () => this.#lookForIdle());
  }

  #jitter(fromMs: number, toMs: number): number {
    return Math.round(fromMs + this.#options.random() * (toMs - fromMs));
  }
}
