import { type Connection, STALE_AFTER_MS } from '#lib/feed/connection.ts';
import type { FeedSnapshot } from '#lib/feed/snapshot.ts';
import { ApiRequestError } from './api-request.ts';
import type { BrowserClock } from './browser-clock.ts';
import { effectiveConnection } from './effective-connection.ts';
import { addedFeedKind } from './feed-kind.ts';
import type { ApiProblem, FeedState } from './feed-state.ts';
import type { FeedStore } from './feed-store.ts';
import { LiveDaemonSetStore } from './live-daemon-set-store.ts';
import { LiveFleetStore } from './live-fleet-store.ts';

const LOADING: FeedState<never> = { status: 'loading' };
const GONE: ApiProblem = { status: 404, code: 'daemonset.notFound', message: 'This DaemonSet has been deleted.' };
const UNREADABLE: ApiProblem = {
  status: 0,
  code: 'unreadable',
  message: 'The server and this page do not understand each other: reload it.',
};
const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 5_000;

export interface FeedEntryOptions {
  readonly key: string;
  readonly clock: BrowserClock;
  readonly random: () => number;
  readonly fetchSnapshot: (key: string, signal: AbortSignal) => Promise<FeedSnapshot>;
  /** The stream shall carry the feed from the store's cursor. */
  readonly onSnapshot: (store: FeedStore) => void;
  /** The state is another one. */
  readonly onState: () => void;
}

/** One feed in one tab: snapshot, patches, and starting again without blanking the page. */
export class FeedEntry {
  readonly #options: FeedEntryOptions;
  #store: FeedStore | null = null;
  #state: FeedState<unknown> = LOADING;
  #server: Connection | null = null;
  #linked = true;
  #relisting = false;
  #heardAt = 0;
  #attempt = 0;
  #loading: AbortController | null = null;
  #cancelRetry: () => void = () => undefined;
  #cancelStale: () => void = () => undefined;

  constructor(options: FeedEntryOptions) {
    this.#options = options;
  }

  get state(): FeedState<unknown> {
    return this.#state;
  }

  get store(): FeedStore | null {
    return this.#store;
  }

  /** Takes a snapshot; what is shown stays until it is there. */
  load(): void {
    this.#cancelRetry();
    this.#loading?.abort();
    const loading = new AbortController();
    this.#loading = loading;
    const askedAt = this.#options.clock.now();
    this.#options.fetchSnapshot(this.#options.key, loading.signal).then(
      (snapshot) => this.#loading === loading && this.#loaded(snapshot, askedAt),
      (cause: unknown) => this.#loading === loading && this.#failed(cause),
    );
  }

  /** A patch of the given epoch. One of another epoch is not ours; one that does not fit means to start again. */
  patch(epoch: string, patch: unknown): void {
    const store = this.#store;
    if (store === null || store.cursor.epoch !== epoch || this.#loading !== null) return;
    const before = store.connection;
    try {
      store.apply(patch);
    } catch {
      this.load();
      return;
    }
    if (store.connection !== before) this.#server = store.connection;
    this.#heard();
  }

  /** A server that lists its cluster for the first time, as after its restart, proves nothing of what is shown. */
  heartbeat(connection: Connection): void {
    this.#relisting = connection.state === 'connecting';
    if (this.#relisting) {
      this.link(true);
      return;
    }
    this.#server = connection;
    this.#heard();
  }

  link(linked: boolean): void {
    this.#linked = linked;
    this.refresh();
  }

  /** Judges the connection anew, as after a pause in which no timer ran. */
  refresh(): void {
    this.#refreshConnection();
  }

  /** There is no such DaemonSet any more; it is looked for now and then, since it may be made anew. */
  gone(): void {
    this.#fail(GONE);
    this.#retry(LONGEST_RETRY_MS);
  }

  close(): void {
    this.#cancelRetry();
    this.#cancelStale();
    this.#loading?.abort();
    this.#loading = null;
  }

  /** The answer may have been under way through a sleep of the machine: it proves no more than the moment of the question. */
  #loaded(snapshot: FeedSnapshot, askedAt: number): void {
    this.#loading = null;
    this.#attempt = 0;
    this.#relisting = false;
    this.#server = snapshot.connection;
    this.#heardAt = Math.max(this.#heardAt, askedAt);
    if (this.#store === null) this.#store = newStore(snapshot);
    else this.#store.replace(snapshot);
    this.link(true);
    this.#options.onSnapshot(this.#store);
  }

  #failed(cause: unknown): void {
    this.#loading = null;
    this.#attempt += 1;
    const problem = cause instanceof ApiRequestError ? cause.problem : UNREADABLE;
    // Data that was true a moment ago is better than none while the server is away; a refusal is an answer.
    if (problem.status === 404 || this.#store === null) this.#fail(problem);
    // A server that lists its cluster holds the question itself until it has something to say.
    const longest = problem.code === 'cluster.connecting' ? FIRST_RETRY_MS : LONGEST_RETRY_MS;
    const backoff = Math.min(longest, FIRST_RETRY_MS * 2 ** (this.#attempt - 1));
    this.#retry(backoff * (0.5 + this.#options.random() / 2));
  }

  #fail(problem: ApiProblem): void {
    this.#store = null;
    this.#cancelStale();
    if (problem.code === 'cluster.connecting' && this.#state.status === 'loading') return;
    this.#setState({ status: 'failed', problem });
  }

  #retry(delayMs: number): void {
    this.#cancelRetry();
    this.#cancelRetry = this.#options.clock.schedule(delayMs, () => this.load());
  }

  #heard(): void {
    this.#heardAt = this.#options.clock.now();
    this.link(true);
  }

  #refreshConnection(): void {
    const store = this.#store;
    if (store === null || this.#server === null) return;
    const { clock } = this.#options;
    const link = { linked: this.#linked, heardAt: this.#heardAt, relisting: this.#relisting };
    const connection = effectiveConnection(this.#server, link, clock.now());
    if (!equalConnections(connection, store.connection)) store.setConnection(connection);
    if (this.#state.status !== 'open' || this.#state.connection !== store.connection) {
      this.#setState({ status: 'open', live: store, connection: store.connection });
    }
    this.#cancelStale();
    const staleInMs = this.#heardAt + STALE_AFTER_MS - clock.now();
    if (staleInMs > 0) this.#cancelStale = clock.schedule(staleInMs, () => this.#refreshConnection());
  }

  #setState(state: FeedState<unknown>): void {
    this.#state = state;
    this.#options.onState();
  }
}

function newStore(snapshot: FeedSnapshot): FeedStore {
  if (snapshot.kind === 'daemonset') return new LiveDaemonSetStore(snapshot) as unknown as FeedStore;
  if (snapshot.kind === 'fleet') return new LiveFleetStore(snapshot) as unknown as FeedStore;
  const kind = addedFeedKind(snapshot.kind);
  if (kind === undefined) throw new Error(`Nothing here reads the feed ${snapshot.kind}.`);
  return kind.newStore(snapshot);
}

function equalConnections(left: Connection, right: Connection): boolean {
  return (
    left.state === right.state &&
    left.problem === right.problem &&
    left.since === right.since &&
    left.lastProofAt === right.lastProofAt
  );
}
