import 'server-only';
import type { Clock } from './clock.ts';
import type { KubernetesApiError } from './kubernetes-api-error.ts';
import type { Scope } from './list-pages.ts';
import type { Logger } from './logger.ts';
import type { ReflectorStore } from './reflector-sink.ts';
import type { Transport } from './transport.ts';
import type { RawObject } from './watch-event.ts';

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
  /** Objects of the last list, and since, that could not be read. */
  refused(): number;
  /** The server is known to be back: earlier failures are forgotten and a wait ends within a second. */
  hurry(): void;
  /** The path is known to be dead: gives up the open watch and resumes from its last resourceVersion. */
  distrust(): void;
  /** Resolves when nothing of it runs any more. Idempotent. */
  stop(): Promise<void>;
}
