import 'server-only';
import type { Connection } from '#lib/feed/connection.ts';
import { HEARTBEAT_EVERY_MS, liveFrame } from '#lib/feed/live-message.ts';
import type { ClusterRollout } from '#lib/rollout/cluster-rollout.ts';
import type { FeedCounters } from '#lib/server/feeds/feed-counters.ts';
import type { LiveClient } from '#lib/server/feeds/live-client.ts';
import type { Clock } from '#lib/server/kubernetes/clock.ts';
import type { ClusterConnection } from '#lib/server/kubernetes/cluster-connection.ts';
import type { Logger } from '#lib/server/kubernetes/logger.ts';
import { type ClusterNames, createClusterNames } from '#lib/server/search/cluster-names.ts';
import { createWaveKeeper } from '#lib/server/waves/start-waves.ts';
import type { WaveKeeper } from '#lib/server/waves/wave-keeper.ts';
import { HubFeeds, type Round } from './hub-feeds.ts';
import { createHubSink, withNames } from './hub-sink.ts';
import { RoundTimer } from './round-timer.ts';

const ROUND_EVERY_MS = 100;
const RETRY_FAILED_ROUND_MS = 1_000;

export interface ClusterHubOptions {
  readonly slug: string;
  readonly connection: ClusterConnection;
  readonly rollout: ClusterRollout;
  readonly counters: FeedCounters;
  readonly clock: Clock;
  readonly logger: Logger;
  /** A new word each time, of a-z and 0-9. */
  readonly newEpoch: () => string;
  /** Whether waves that another server left are gone on with here. */
  readonly adoptsWaves: boolean;
}

/** One cluster in this process: its connection feeds the model, the model's rounds feed the clients. */
export class ClusterHub {
  readonly slug: string;
  readonly rollout: ClusterRollout;
  readonly connection: ClusterConnection;
  readonly waves: WaveKeeper;
  /** Where search looks. */
  readonly names: ClusterNames = createClusterNames();
  readonly #options: ClusterHubOptions;
  readonly #timer: RoundTimer;
  readonly #clients = new Set<LiveClient>();
  readonly #waiting = new Set<() => void>();
  #feeds: HubFeeds | null = null;
  #cancelHeartbeat: () => void = () => undefined;
  #usedAt: number;
  #stopped = false;

  constructor(options: ClusterHubOptions) {
    this.#options = options;
    this.slug = options.slug;
    this.rollout = options.rollout;
    this.connection = options.connection;
    this.waves = createWaveKeeper({ ...options, now: () => this.clusterNow() });
    this.#usedAt = options.clock.now();
    this.#timer = new RoundTimer({ clock: options.clock, everyMs: ROUND_EVERY_MS, round: () => this.#round() });
  }

  /** Starts watching; never waits. */
  start(): void {
    const changed = (): void => this.#timer.ask();
    this.connection.onConnection(changed);
    this.connection.start(createHubSink(withNames(this.rollout, this.names), changed));
    this.waves.start();
    this.#beat();
  }

  /** The feeds, once the cluster has been listed completely; null until then. */
  feeds(): HubFeeds | null {
    this.#usedAt = this.#options.clock.now();
    return this.#feeds;
  }

  /** Waits until `feeds` has an answer, at most so long. */
  whenReady(timeoutMs: number): Promise<HubFeeds | null> {
    if (this.feeds() !== null || this.#stopped) return Promise.resolve(this.#feeds);
    return new Promise((resolve) => {
      const done = (): void => {
        cancel();
        this.#waiting.delete(done);
        resolve(this.#feeds);
      };
      const cancel = this.#options.clock.schedule(timeoutMs, done);
      this.#waiting.add(done);
    });
  }

  /** How long nobody has watched or asked; 0 while somebody watches or a wave runs. */
  idleMs(): number {
    return this.#clients.size > 0 || this.waves.isBusy ? 0 : this.#options.clock.now() - this.#usedAt;
  }

  /** The API server's idea of now: ages and due times of the model rest on it. */
  clusterNow(): number {
    return this.#options.clock.now() + this.connection.clockOffsetMs();
  }

  /** Gives the client heartbeats until `removeClient`, the first one at once. */
  addClient(client: LiveClient): void {
    this.#clients.add(client);
    client.sendText(this.#heartbeat());
  }

  removeClient(client: LiveClient): void {
    if (this.#clients.delete(client)) this.#usedAt = this.#options.clock.now();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#timer.stop();
    this.#cancelHeartbeat();
    for (const done of [...this.#waiting]) done();
    const waves = this.waves.stop();
    if (this.waves.isBusy) await waves; // they let go of their Leases over this connection
    await this.connection.stop();
  }

  #round(): void {
    try {
      this.#settle();
    } catch (cause) {
      this.#options.counters.failedRounds += 1;
      this.#options.logger.error(
        { cluster: this.slug, error: errorName(cause) },
        'A round of the model failed; its feeds begin anew.',
      );
      this.#feeds?.close();
      this.#feeds = null;
      this.#timer.askAt(this.#options.clock.now() + RETRY_FAILED_ROUND_MS);
    }
  }

  #settle(): void {
    const changes = this.rollout.settle(this.clusterNow());
    // While a large cluster is being listed the model keeps pace, so that its first round blocks nobody for seconds.
    if (!this.connection.synced()) return;
    if (changes.dueAt !== null) this.#timer.askAt(changes.dueAt - this.connection.clockOffsetMs());
    if (this.#feeds) this.#feeds.publish(changes, this.#circumstances());
    else this.#openFeeds();
  }

  #openFeeds(): void {
    const { slug, counters, newEpoch, clock } = this.#options;
    const connection = (): Connection => this.connection.connection();
    const options = { slug, rollout: this.rollout, counters, connection, newEpoch, now: () => clock.now() };
    this.#feeds = new HubFeeds(options, this.#circumstances());
    for (const done of [...this.#waiting]) done();
  }

  #circumstances(): Round {
    return { asOf: new Date(this.#options.clock.now()).toISOString(), connection: this.connection.connection() };
  }

  #beat(): void {
    const frame = new TextEncoder().encode(this.#heartbeat());
    for (const client of [...this.#clients]) client.send(frame);
    this.#feeds?.sweep();
    this.#cancelHeartbeat = this.#options.clock.schedule(HEARTBEAT_EVERY_MS, () => this.#beat());
  }

  #heartbeat(): string {
    const connection: Connection = this.connection.connection();
    return liveFrame({
      type: 'heartbeat',
      cluster: this.slug,
      at: new Date(this.#options.clock.now()).toISOString(),
      connection,
    });
  }
}

/** The only part of an unknown error that may reach the log. */
function errorName(cause: unknown): string {
  return cause instanceof Error ? `${cause.name}: ${cause.message.slice(0, 200)}` : typeof cause;
}
