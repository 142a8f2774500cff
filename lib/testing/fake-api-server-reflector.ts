import type { Clock } from '#lib/server/kubernetes/clock.ts';
import { createHttpTransport } from '#lib/server/kubernetes/http-transport.ts';
import type { Scope } from '#lib/server/kubernetes/list-pages.ts';
import { createReflector } from '#lib/server/kubernetes/reflector.ts';
import type { ReflectorStatus, ServerCapabilities } from '#lib/server/kubernetes/reflector-port.ts';
import { RESOURCE_TYPES } from '#lib/server/kubernetes/resource-type.ts';
import type { Transport } from '#lib/server/kubernetes/transport.ts';
import type { RawObject } from '#lib/server/kubernetes/watch-event.ts';
import { ManualClock } from '#lib/simulator/clock.ts';
import { silentLogger } from './fake-api-server-rig.ts';

export interface ReflectorRigOptions {
  /** Instead of the clock that only the test moves. */
  readonly clock?: Clock;
  readonly scope?: Scope;
  readonly capabilities?: ServerCapabilities;
  readonly random?: () => number;
  readonly prune?: (raw: RawObject) => RawObject;
}

/** A clock that only the test moves, and that says what it is asked for. */
class RecordingClock extends ManualClock {
  readonly #onSchedule: (delayMs: number) => void;

  constructor(onSchedule: (delayMs: number) => void) {
    super(Date.parse('2026-01-01T00:00:00Z'));
    this.#onSchedule = onSchedule;
  }

  override schedule(delayMs: number, action: () => void): () => void {
    const cancel = super.schedule(delayMs, action);
    this.#onSchedule(delayMs);
    return cancel;
  }
}

type Failure = Extract<ReflectorStatus, { state: 'waiting' }>;

/**
 * A reflector of Nodes on a fake API server: real sockets, a clock that only the test moves, and waits that end when
 * something happened.
 */
export class ReflectorRig {
  readonly clock = new RecordingClock((delayMs) => this.#onSchedule(delayMs));
  /** Delays that the reflector has asked the clock for, in order. */
  readonly delays: number[] = [];
  readonly capabilities: ServerCapabilities;
  readonly held = new Map<string, RawObject>();
  /** What the store was told, in order: `+name`, `-name`, `=` for a complete list. */
  readonly told: string[] = [];
  /** How many objects were held after each of these words. */
  readonly sizes: number[] = [];
  readonly statuses: ReflectorStatus[] = [];
  /** Requests sent, also those that no server took. */
  sent = 0;
  readonly reflector;
  #waiters: { matches: () => boolean; resolve: () => void }[] = [];
  readonly #transport: Transport;
  #seenFailures = 0;
  #watchesSent = 0;
  #opened = 0;

  constructor(api: { readonly url: string }, options: ReflectorRigOptions = {}) {
    const clock = options.clock ?? this.clock;
    this.capabilities = options.capabilities ?? { watchList: 'untried' };
    const credentials = { tls: { rejectUnauthorized: true }, headers: {} };
    const source = { current: async () => credentials, reload: async () => credentials };
    this.#transport = createHttpTransport({ server: new URL(api.url), credentials: source, userAgent: 'test', clock });
    this.reflector = createReflector<RawObject>({
      scope: options.scope ?? { type: RESOURCE_TYPES.nodes },
      transport: { ...this.#transport, open: (request) => this.#open(request) },
      capabilities: this.capabilities,
      prune: options.prune ?? ((raw) => raw),
      store: {
        upsert: (object) => this.#tell(`+${object.metadata.name}`, () => this.held.set(object.metadata.uid, object)),
        remove: ({ name, uid }) => this.#tell(`-${name}`, () => this.held.delete(uid)),
        replaced: () => this.#tell('=', () => undefined),
      },
      clock,
      random: options.random ?? (() => 0),
      logger: silentLogger,
      onStatus: (status) => this.#tell(undefined, () => this.statuses.push(status)),
      onSign: () => this.#tell(undefined, () => undefined),
    });
  }

  /** Names that are held, sorted. */
  names(): string[] {
    return [...this.held.values()].map((object) => object.metadata.name).sort();
  }

  /** Resolves once the answer to the newest watch has begun, so that its silence is being timed. */
  async opened(): Promise<void> {
    await this.until(() => this.#opened === this.#watchesSent && this.#opened > 0);
    await new Promise((resolve) => setImmediate(resolve));
  }

  /** Resolves once the condition holds; checked after whatever the reflector does. */
  async until(matches: () => boolean): Promise<void> {
    if (matches()) return;
    await new Promise<void>((resolve) => this.#waiters.push({ matches, resolve }));
  }

  /** Starts and waits for the first complete list. */
  async sync(): Promise<void> {
    this.reflector.start();
    await this.watching();
  }

  async watching(): Promise<void> {
    await this.until(() => this.reflector.status().state === 'watching');
  }

  /** Waits until the clock is asked for a delay within these bounds, from now on. */
  async scheduled(least: number, most: number): Promise<void> {
    const from = this.delays.length;
    await this.until(() => this.delays.slice(from).some((delayMs) => delayMs >= least && delayMs <= most));
  }

  /** Waits for the first failure that was not waited for yet, and returns it. */
  async failure(): Promise<Failure> {
    await this.until(() => this.#failures().length > this.#seenFailures);
    const failure = this.#failures()[this.#seenFailures];
    if (!failure) throw new Error('unreachable');
    this.#seenFailures += 1;
    return failure;
  }

  /** Moves the clock and lets everything run that needs no network. */
  async advance(ms: number): Promise<void> {
    this.clock.advance(ms);
    await new Promise((resolve) => setImmediate(resolve));
  }

  /** What is held, one line an object: name, uid, version. */
  identities(): string[] {
    return identitiesOf([...this.held.values()]);
  }

  async stop(): Promise<void> {
    await this.reflector.stop();
    this.#transport.close();
  }

  async #open(request: Parameters<Transport['open']>[0]): ReturnType<Transport['open']> {
    this.sent += 1;
    if (request.lane === 'watch') this.#watchesSent += 1;
    this.#wake();
    const response = await this.#transport.open(request);
    if (request.lane === 'watch') this.#opened = this.#watchesSent;
    this.#wake();
    return response;
  }

  #onSchedule(delayMs: number): void {
    this.delays.push(delayMs);
    this.#wake();
  }

  #failures(): Failure[] {
    return this.statuses.filter((status) => status.state === 'waiting');
  }

  #tell(word: string | undefined, action: () => void): void {
    action();
    if (word) {
      this.told.push(word);
      this.sizes.push(this.held.size);
    }
    this.#wake();
  }

  #wake(): void {
    const ready = this.#waiters.filter((waiter) => waiter.matches());
    this.#waiters = this.#waiters.filter((waiter) => !ready.includes(waiter));
    for (const waiter of ready) waiter.resolve();
  }
}

/** Objects as the oracle compares them: name, uid and version, sorted. */
export function identitiesOf(objects: readonly Pick<RawObject, 'metadata'>[]): string[] {
  return objects.map(({ metadata }) => `${metadata.name} ${metadata.uid} ${metadata.resourceVersion}`).sort();
}
