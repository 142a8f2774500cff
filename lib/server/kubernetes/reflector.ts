import 'server-only';
import { KubernetesApiError, toKubernetesApiError } from './kubernetes-api-error.ts';
import { currentResourceVersion, listPages } from './list-pages.ts';
import { createPause, type Pause } from './pause.ts';
import type { Reflector, ReflectorOptions, ReflectorStatus } from './reflector-port.ts';
import { createReflectorSink, type ReflectorSink } from './reflector-sink.ts';
import { createRelistTimer, type RelistTimer } from './relist-timer.ts';
import { wentBack } from './resource-version.ts';
import { planRetry } from './retry-plan.ts';
import type { RawWatchEvent } from './watch-event.ts';
import type { WatchOutcome } from './watch-once.ts';
import { watchThatLasts } from './watch-that-lasts.ts';

/**
 * A reflector of one resource and scope. It never throws and never rejects: each failure is a status.
 * Mirrors the contract of kubernetes/client-go tools/cache/reflector.go, v0.36.
 */
export function createReflector<T>(options: ReflectorOptions<T>): Reflector {
  return new ListWatchReflector(options, createReflectorSink({ resource: options.scope.type.plural, ...options }));
}

type Services = Omit<ReflectorOptions<unknown>, 'prune' | 'store'>;

const HURRY_WITHIN_MS = 1_000;

class ListWatchReflector implements Reflector {
  readonly #services: Services;
  readonly #sink: ReflectorSink;
  readonly #ended = new AbortController();
  readonly #pause: Pause;
  readonly #relist: RelistTimer;
  #status: ReflectorStatus = { state: 'idle' };
  #attempt = new AbortController();
  #resourceVersion: string | undefined;
  #synced = false;
  #failures = 0;
  #expiries = 0;
  #wasAway = false;
  #running: Promise<void> | undefined;

  constructor(services: Services, sink: ReflectorSink) {
    const { clock, random } = services;
    this.#services = services;
    this.#sink = sink;
    this.#pause = createPause(clock, this.#ended.signal);
    this.#relist = createRelistTimer({
      clock,
      random,
      refused: sink.refused,
      onDue: () => this.#interrupt('malformed', RELIST_TEXT),
    });
  }

  start(): void {
    this.#running ??= this.#run();
  }

  status(): ReflectorStatus {
    return this.#status;
  }

  synced(): boolean {
    return this.#synced;
  }

  refused(): number {
    return this.#sink.refused();
  }

  hurry(): void {
    this.#proven();
    this.#pause.hurry(this.#services.random() * HURRY_WITHIN_MS);
  }

  distrust(): void {
    this.#interrupt('timeout', 'The connection to the API server gave no sign of life.');
  }

  async stop(): Promise<void> {
    this.#ended.abort();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { random } = this.#services;
    while (!this.#ended.signal.aborted) {
      const problem = await this.#listAndWatch();
      if (this.#ended.signal.aborted) break;
      const plan = planRetry(problem, { failures: this.#failures, expiries: this.#expiries }, random);
      if (plan.relist) this.#resourceVersion = undefined;
      if (problem) this.#failed(problem);
      await this.#pause.wait(plan.delayMs, plan);
    }
    this.#relist.stop();
    this.#setStatus({ state: 'stopped' });
  }

  /** One attempt; undefined when the server ended the watch in order. */
  async #listAndWatch(): Promise<KubernetesApiError | undefined> {
    const attempt = new AbortController();
    this.#attempt = attempt;
    const signal = AbortSignal.any([this.#ended.signal, attempt.signal]);
    try {
      await this.#checkHistory(signal);
      await (this.#resourceVersion === undefined ? this.#list(signal) : this.#watch(signal));
      return undefined;
    } catch (thrown) {
      return toKubernetesApiError(attempt.signal.aborted ? attempt.signal.reason : thrown);
    } finally {
      attempt.abort();
    }
  }

  /** A server that was away may have come back from an older backup: a watch beyond its history is silent for ever. */
  async #checkHistory(signal: AbortSignal): Promise<void> {
    if (this.#resourceVersion !== undefined && this.#wasAway)
      this.#requireNotOlder(await currentResourceVersion({ ...this.#services, signal }));
    this.#wasAway = false;
  }

  async #list(signal: AbortSignal): Promise<void> {
    const { capabilities, onSign } = this.#services;
    this.#setStatus({ state: 'listing' });
    const streamed = capabilities.watchList === 'unsupported' ? 'refused' : await this.#listAsEvents(signal);
    if (streamed === 'done') return;
    if (streamed === 'refused') capabilities.watchList = 'unsupported';
    const { beginList: onBegin, set: onObject } = this.#sink;
    const onPage = () => onSign?.();
    const version = await listPages({ ...this.#services, signal, onBegin, onObject, onPage });
    // Pages came from a server that left the stream in silence: it is alive and does not know WatchList.
    capabilities.watchList = 'unsupported';
    this.#completeList(version);
    await this.#watch(signal);
  }

  async #listAsEvents(signal: AbortSignal): Promise<'refused' | 'silent' | 'done'> {
    this.#sink.beginList();
    try {
      return (await this.#watch(signal)) === 'ended' ? 'done' : 'silent';
    } catch (thrown) {
      const error = toKubernetesApiError(thrown);
      if (error.reason === 'rejected' && this.#resourceVersion === undefined) return 'refused';
      throw error;
    }
  }

  #watch(signal: AbortSignal): Promise<WatchOutcome> {
    const { onSign } = this.#services;
    return watchThatLasts({
      ...this.#services,
      signal,
      resourceVersion: this.#resourceVersion,
      isLive: () => this.#resourceVersion !== undefined,
      onOpen: () => {
        onSign?.();
        if (this.#resourceVersion !== undefined) this.#setStatus({ state: 'watching' });
      },
      onSign: () => onSign?.(),
      onEvent: (event) => this.#take(event),
      onProven: () => this.#proven(),
    });
  }

  #take(event: RawWatchEvent): void {
    const live = this.#resourceVersion !== undefined;
    const version = event.type === 'BOOKMARK' ? event.resourceVersion : event.object.metadata.resourceVersion;
    if (live) this.#requireNotOlder(version);
    if (event.type === 'DELETED') this.#sink.remove(event.object);
    else if (event.type !== 'BOOKMARK') this.#sink.set(event.object);
    else if (event.initialEventsEnd && !live) {
      this.#completeList(version);
      this.#setStatus({ state: 'watching' });
    }
    if (!live) return;
    this.#resourceVersion = version;
    this.#proven();
    this.#relist.poke();
  }

  #requireNotOlder(version: string): void {
    if (!wentBack(this.#resourceVersion ?? '', version)) return;
    throw new KubernetesApiError('expired', 'The history of the API server went back.');
  }

  #completeList(version: string): void {
    this.#sink.completeList();
    this.#resourceVersion = version;
    this.#synced = true;
    this.#relist.listed();
  }

  #proven(): void {
    this.#failures = 0;
    this.#expiries = 0;
  }

  #failed(problem: KubernetesApiError): void {
    this.#failures += 1;
    if (problem.reason === 'expired') this.#expiries += 1;
    this.#wasAway ||= this.#failures > 1;
    const { logger, scope } = this.#services;
    const { reason, status, message } = problem;
    logger.warn({ resource: scope.type.plural, reason, status, attempt: this.#failures, problem: message }, 'watch interrupted');
    this.#setStatus({ state: 'waiting', attempt: this.#failures, problem });
  }

  #interrupt(reason: 'malformed' | 'timeout', text: string): void {
    this.#attempt.abort(new KubernetesApiError(reason, text));
  }

  #setStatus(next: ReflectorStatus): void {
    if (next.state === this.#status.state && next.state !== 'waiting') return;
    this.#status = next;
    this.#services.onStatus?.(next);
  }
}

const RELIST_TEXT = 'Listing again because an object could not be read.';
