import 'server-only';
import type { Clock } from './clock.ts';
import { KubernetesApiError, toKubernetesApiError } from './kubernetes-api-error.ts';
import { currentResourceVersion, listPages, type Scope } from './list-pages.ts';
import type { Logger } from './logger.ts';
import { createPause } from './pause.ts';
import { createReflectorSink, type ReflectorStore } from './reflector-sink.ts';
import { createRelistTimer } from './relist-timer.ts';
import { wentBack } from './resource-version.ts';
import { planRetry } from './retry-plan.ts';
import type { Transport } from './transport.ts';
import type { RawObject, RawWatchEvent } from './watch-event.ts';
import { type WatchOutcome, watchOnce } from './watch-once.ts';

/** Where a reflector stands; the transitions are in REFLECTOR.md. */
export type ReflectorStatus =
  | { readonly state: 'idle' | 'listing' | 'watching' | 'stopped' }
  | { readonly state: 'waiting'; readonly attempt: number; readonly problem: KubernetesApiError };

/** What is known about one API server, shared by its reflectors. */
export interface ServerCapabilities {
  watchList: 'untried' | 'unsupported';
}

export interface ReflectorOptions<T> {
  readonly scope: Scope;
  readonly transport: Transport;
  readonly capabilities: ServerCapabilities;
  /** Reduces an object to what Rollcall reads; the whole object is not held past this call. */
  readonly prune: (raw: RawObject) => T;
  readonly store: ReflectorStore<T>;
  readonly clock: Clock;
  /** In [0, 1). */
  readonly random: () => number;
  readonly logger: Logger;
  readonly onStatus?: (status: ReflectorStatus) => void;
  /** Called whenever the server has sent something. */
  readonly onSign?: () => void;
}

/** Keeps a store equal to what the API server holds, through every fault. */
export interface Reflector {
  start(): void;
  status(): ReflectorStatus;
  /** True once a list has been taken in completely. */
  synced(): boolean;
  /** The server is known to be back: ends a wait early, within a jitter of one second. */
  hurry(): void;
  /** The path is known to be dead: gives up the open watch and resumes from its last resourceVersion. */
  distrust(): void;
  stop(): Promise<void>;
}

const PROVEN_AFTER_MS = 5_000;

/**
 * A reflector of one resource and scope. It never throws and never rejects: each failure is a status.
 * Mirrors the contract of kubernetes/client-go tools/cache/reflector.go, v0.36.
 */
export function createReflector<T>(options: ReflectorOptions<T>): Reflector {
  const { clock, random, scope, transport, capabilities, logger } = options;
  const ended = new AbortController();
  const sink = createReflectorSink({ resource: scope.type.plural, ...options });
  const pause = createPause(clock, ended.signal);
  let status: ReflectorStatus = { state: 'idle' };
  let current = new AbortController();
  let resourceVersion: string | undefined;
  let failures = 0;
  let synced = false;
  let running: Promise<void> | undefined;

  const setStatus = (next: ReflectorStatus) => {
    if (next.state === status.state && next.state !== 'waiting') return;
    status = next;
    options.onStatus?.(status);
  };
  const relist = createRelistTimer({
    clock,
    random,
    refused: sink.refused,
    onDue: () => interrupt('malformed', 'Listing again after an object was refused.'),
  });

  function interrupt(reason: 'malformed' | 'timeout', text: string): void {
    current.abort(new KubernetesApiError(reason, text));
  }

  function completeList(version: string): void {
    sink.completeList();
    resourceVersion = version;
    synced = true;
    relist.listed();
    setStatus({ state: 'watching' });
  }

  function onEvent(event: RawWatchEvent): void {
    const version = event.type === 'BOOKMARK' ? event.resourceVersion : event.object.metadata.resourceVersion;
    const live = resourceVersion !== undefined;
    if (live && wentBack(resourceVersion ?? '', version))
      throw new KubernetesApiError('expired', 'The history of the API server went back.');
    if (event.type === 'BOOKMARK') {
      if (event.initialEventsEnd && !live) completeList(version);
    } else if (event.type === 'DELETED') sink.remove(event.object);
    else sink.set(event.object);
    if (!live) return;
    resourceVersion = version;
    failures = 0;
    relist.poke();
  }

  async function watch(signal: AbortSignal): Promise<WatchOutcome> {
    let proven = false;
    let cancel = () => {};
    const onOpen = () => {
      if (resourceVersion !== undefined) setStatus({ state: 'watching' });
      cancel = clock.schedule(PROVEN_AFTER_MS, () => {
        proven = true;
        if (resourceVersion !== undefined) failures = 0;
      });
    };
    const onSign = () => options.onSign?.();
    const observed = (event: RawWatchEvent) => {
      onEvent(event);
      proven ||= resourceVersion !== undefined;
    };
    try {
      const outcome = await watchOnce({
        transport,
        clock,
        random,
        signal,
        scope,
        resourceVersion,
        onOpen,
        onSign,
        onEvent: observed,
      });
      if (outcome === 'ended' && !proven)
        throw new KubernetesApiError('unavailable', `The watch of ${scope.type.plural} was closed at once.`);
      return outcome;
    } finally {
      cancel();
    }
  }

  async function listAsEvents(signal: AbortSignal): Promise<'refused' | 'silent' | 'done'> {
    sink.beginList();
    try {
      return (await watch(signal)) === 'ended' ? 'done' : 'silent';
    } catch (thrown) {
      const error = toKubernetesApiError(thrown);
      if (error.reason === 'rejected' && resourceVersion === undefined) return 'refused';
      throw error;
    }
  }

  async function list(signal: AbortSignal): Promise<void> {
    if (!synced || status.state !== 'watching') setStatus({ state: 'listing' });
    const streamed = capabilities.watchList === 'unsupported' ? 'refused' : await listAsEvents(signal);
    if (streamed === 'done') return;
    if (streamed === 'refused') capabilities.watchList = 'unsupported';
    const version = await listPages({ transport, clock, signal, scope, onBegin: sink.beginList, onObject: sink.set });
    // Pages came from a server that left the stream open in silence: it is alive and does not know WatchList.
    capabilities.watchList = 'unsupported';
    options.onSign?.();
    completeList(version);
    await watch(signal);
  }

  async function attempt(): Promise<KubernetesApiError | undefined> {
    current = new AbortController();
    const signal = AbortSignal.any([ended.signal, current.signal]);
    try {
      // A server that was away may have come back from an older backup: a watch beyond its history is silent for ever.
      if (resourceVersion !== undefined && failures > 1) {
        const version = await currentResourceVersion({ transport, clock, signal, scope });
        if (wentBack(resourceVersion, version))
          throw new KubernetesApiError('expired', 'The history of the API server went back.');
      }
      await (resourceVersion === undefined ? list(signal) : watch(signal));
      return undefined;
    } catch (thrown) {
      return toKubernetesApiError(current.signal.aborted ? current.signal.reason : thrown);
    } finally {
      current.abort();
    }
  }

  async function run(): Promise<void> {
    while (!ended.signal.aborted) {
      const problem = await attempt();
      if (ended.signal.aborted) break;
      const plan = planRetry(problem, failures, random);
      if (plan.relist) resourceVersion = undefined;
      if (problem) {
        failures += 1;
        logger.warn(
          { resource: scope.type.plural, reason: problem.reason, status: problem.status, attempt: failures },
          'watch interrupted',
        );
        setStatus({ state: 'waiting', attempt: failures, problem });
      }
      await pause.wait(plan.delayMs, { mayHurry: plan.mayHurry });
    }
    relist.stop();
    setStatus({ state: 'stopped' });
  }

  return {
    start() {
      running ??= run();
    },
    status: () => status,
    synced: () => synced,
    hurry: () => pause.hurry(random() * 1_000),
    distrust: () => interrupt('timeout', 'The connection to the API server gave no sign of life.'),
    async stop() {
      ended.abort();
      await running;
    },
  };
}
