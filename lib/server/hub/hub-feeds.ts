import 'server-only';
import type { Connection } from '#lib/feed/connection.ts';
import { DaemonSetEncoder } from '#lib/feed/daemon-set-encoder.ts';
import { daemonSetFeedKey, fleetFeedKey, matrixFeedKey } from '#lib/feed/feed-key.ts';
import { FleetEncoder } from '#lib/feed/fleet-encoder.ts';
import { MatrixEncoder } from '#lib/feed/matrix-encoder.ts';
import { NodeTable } from '#lib/feed/node-table.ts';
import type { ClusterRollout, RolloutChanges } from '#lib/rollout/cluster-rollout.ts';
import type { DaemonSetDetail } from '#lib/rollout/summary.ts';
import type { FeedCounters } from '#lib/server/feeds/feed-counters.ts';
import { LiveFeed, type LiveFeedOptions } from '#lib/server/feeds/live-feed.ts';
import { MatrixFeed } from '#lib/server/feeds/matrix-feed.ts';

const KEEP_IDLE_MS = 60_000; // as long as a browser that lost its stream may take to come back
const MOST_STRINGS = 65_536;

export interface HubFeedsOptions {
  readonly slug: string;
  readonly rollout: ClusterRollout;
  readonly counters: FeedCounters;
  /** How fresh the view of the cluster is now, also between rounds. */
  readonly connection: () => Connection;
  readonly newEpoch: () => string;
  readonly now: () => number;
}

/** The circumstances of one round. */
export interface Round {
  readonly asOf: string;
  readonly connection: Connection;
}

/** The feeds of one cluster: the fleet, and the matrix and DaemonSets that somebody watches, fed with each round of the model. */
export class HubFeeds {
  readonly #options: HubFeedsOptions;
  #nodes = new NodeTable();
  #fleet: { readonly feed: LiveFeed; readonly encoder: FleetEncoder };
  readonly #daemonSets = new Map<string, { readonly feed: LiveFeed; readonly encoder: DaemonSetEncoder }>();
  #matrix: MatrixFeed | null = null;
  #round: Round;

  /** Begins with what the model holds now. */
  constructor(options: HubFeedsOptions, round: Round) {
    this.#options = options;
    this.#round = round;
    this.#nodes.apply(options.rollout.nodes().keys(), options.rollout.nodes());
    this.#fleet = this.#openFleet();
  }

  fleet(): LiveFeed {
    return this.#fleet.feed;
  }

  /** The feed of a DaemonSet, opened now if nobody watched it; null when there is none of this name. */
  daemonSet(namespace: string, name: string): LiveFeed | null {
    const uid = this.#options.rollout.uidOf(namespace, name);
    if (uid === undefined) return null;
    const detail = this.#options.rollout.detail(uid);
    return this.#daemonSets.get(uid)?.feed ?? (detail ? this.#openDaemonSet(uid, detail) : null);
  }

  /** The feed of every DaemonSet on every Node, opened now if nobody watched it. */
  async matrix(): Promise<LiveFeed> {
    for (;;) {
      this.#matrix ??= this.#openMatrix();
      const opening = this.#matrix;
      const feed = await opening.opened.catch((cause: unknown) => {
        if (this.#matrix === opening) this.#dropMatrix(); // the next reader tries again
        throw cause;
      });
      if (feed !== null) return feed;
    }
  }

  /** The same feed without opening it. */
  openMatrix(): LiveFeed | null {
    return this.#matrix?.feed() ?? null;
  }

  /** Publishes what one round of the model changed. */
  publish(changes: RolloutChanges, round: Round): void {
    const { rollout } = this.#options;
    this.#round = round;
    const nodes = this.#nodes.apply([...changes.nodes, ...changes.removedNodes], rollout.nodes());
    this.#fleet.feed.publish(this.#fleet.encoder.patch(this.#fleetState()));
    for (const [uid, { feed, encoder }] of this.#daemonSets) {
      if (changes.removedDaemonSets.has(uid)) this.#drop(uid, 'gone');
      else feed.publish(encoder.patch({ ...round, nodes, rollouts: changes.daemonSets.get(uid) }));
    }
    this.#matrix?.publish({ ...changes, ...round, nodes });
    if (this.#nodes.strings.size > MOST_STRINGS) this.restart();
  }

  /** Begins all feeds anew: their clients take a new snapshot. */
  restart(): void {
    this.close();
    this.#nodes = new NodeTable();
    this.#nodes.apply(this.#options.rollout.nodes().keys(), this.#options.rollout.nodes());
    this.#fleet = this.#openFleet();
  }

  /** Ends all feeds: their clients take a new snapshot from whatever comes after. */
  close(): void {
    for (const uid of [...this.#daemonSets.keys()]) this.#drop(uid, 'reset');
    this.#dropMatrix();
    this.#fleet.feed.end('reset');
  }

  /** Closes feeds that nobody has used for a while. */
  sweep(): void {
    if ((this.openMatrix()?.idleMs() ?? 0) > KEEP_IDLE_MS) this.#dropMatrix();
    for (const [uid, { feed }] of this.#daemonSets) if (feed.idleMs() > KEEP_IDLE_MS) this.#drop(uid, 'reset');
  }

  #shared(): Pick<LiveFeedOptions, 'counters' | 'connection' | 'now'> {
    const { counters, connection, now } = this.#options;
    return { counters, connection, now };
  }

  #fleetState() {
    const { rollout } = this.#options;
    return { ...this.#round, nodeCount: rollout.nodes().size, summaries: rollout.summaries() };
  }

  #openFleet(): { feed: LiveFeed; encoder: FleetEncoder } {
    const { slug, newEpoch } = this.#options;
    const encoder = new FleetEncoder({ epoch: newEpoch(), ...this.#fleetState() });
    return { encoder, feed: new LiveFeed({ key: fleetFeedKey(slug), encoder, ...this.#shared() }) };
  }

  #openMatrix(): MatrixFeed {
    const { slug, rollout, newEpoch } = this.#options;
    const source = {
      nodes: this.#nodes,
      summaries: () => rollout.summaries(),
      nodeRollout: (uid: string, node: string) => rollout.nodeRollout(uid, node),
    };
    const encoder = new MatrixEncoder({ epoch: newEpoch(), source, ...this.#round });
    return new MatrixFeed({ key: matrixFeedKey(slug), encoder, nodeCount: this.#nodes.size, ...this.#shared() });
  }

  #dropMatrix(): void {
    this.#matrix?.end();
    this.#matrix = null;
  }

  #openDaemonSet(uid: string, first: DaemonSetDetail): LiveFeed {
    const { slug, rollout, newEpoch } = this.#options;
    let last = first;
    const detail = (): DaemonSetDetail => {
      last = rollout.detail(uid) ?? last;
      return last;
    };
    const source = { nodes: this.#nodes, detail, nodeRollout: (node: string) => rollout.nodeRollout(uid, node) };
    const encoder = new DaemonSetEncoder({ epoch: newEpoch(), source, ...this.#round });
    const feed = new LiveFeed({ key: daemonSetFeedKey(slug, first.namespace, first.name), encoder, ...this.#shared() });
    this.#daemonSets.set(uid, { feed, encoder });
    return feed;
  }

  #drop(uid: string, type: 'gone' | 'reset'): void {
    this.#daemonSets.get(uid)?.feed.end(type);
    this.#daemonSets.delete(uid);
  }
}
