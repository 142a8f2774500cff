import 'server-only';
import type { ClusterSink, ForbiddenResource, WatchedResource } from './cluster-connection.ts';
import type { FollowedWatch } from './freshness.ts';
import { createReflector } from './reflector.ts';
import type { Reflector, ReflectorOptions, ReflectorStatus } from './reflector-port.ts';
import type { ReflectorStore } from './reflector-sink.ts';
import { RESOURCE_TYPES } from './resource-type.ts';
import type { RawObject } from './watch-event.ts';

/** How one resource is watched: what of it, reduced how, put where. */
export interface WatchSpecification<T> {
  readonly resource: WatchedResource;
  readonly labelSelector?: string;
  readonly prune: (raw: RawObject) => T;
  readonly store: (sink: ClusterSink) => ReflectorStore<T>;
}

export interface WatchHost extends Pick<ReflectorOptions<unknown>, 'transport' | 'capabilities' | 'clock' | 'random' | 'logger'> {
  readonly sink: ClusterSink;
  /** Where to look when the whole cluster is forbidden. */
  readonly namespace: string | undefined;
  readonly onChange: () => void;
  readonly onSign: () => void;
}

/** A watched resource of a connection, in the widest scope that is permitted. */
export interface ResourceWatch {
  start(): void;
  followed(): FollowedWatch;
  forbidden(): ForbiddenResource | undefined;
  unreadable(): number;
  /** How often a list or watch ended in a failure and began again. */
  restarts(): number;
  hurry(): void;
  distrust(): void;
  stop(): Promise<void>;
}

/**
 * Watches the resource cluster-wide. When that is forbidden before anything was listed, and the resource has
 * namespaces and one is configured, it goes on in that namespace alone.
 */
export function createResourceWatch<T>(specification: WatchSpecification<T>, host: WatchHost): ResourceWatch {
  const type = RESOURCE_TYPES[specification.resource];
  let namespace: string | undefined;
  let restarts = 0;
  let reflector = reflect();
  let stopping: Promise<unknown> = Promise.resolve();

  function reflect(): Reflector {
    const scope = {
      type,
      ...(namespace === undefined ? {} : { namespace }),
      ...(specification.labelSelector === undefined ? {} : { labelSelector: specification.labelSelector }),
    };
    const { transport, capabilities, clock, random, logger, onSign } = host;
    const store = specification.store(host.sink);
    return createReflector({
      scope,
      transport,
      capabilities,
      clock,
      random,
      logger,
      onSign,
      onStatus,
      store,
      prune: specification.prune,
    });
  }

  function onStatus(status: ReflectorStatus): void {
    if (status.state === 'waiting') restarts += 1;
    const narrows = isForbidden(status) && type.namespaced && namespace === undefined && host.namespace !== undefined;
    if (narrows && !reflector.synced()) {
      namespace = host.namespace;
      stopping = reflector.stop();
      reflector = reflect();
      reflector.start();
    }
    host.onChange();
  }

  return {
    start: () => reflector.start(),
    followed() {
      const status = reflector.status();
      return {
        synced: reflector.synced(),
        watching: status.state === 'watching',
        forbidden: isForbidden(status),
        problem: status.state === 'waiting' ? status.problem.message : null,
      };
    },
    forbidden() {
      const status = reflector.status();
      if (!isForbidden(status)) return undefined;
      const verb = /cannot watch /.test(status.problem.message) ? 'watch' : 'list';
      return { verb, resource: specification.resource, ...(namespace === undefined ? {} : { namespace }) };
    },
    unreadable: () => reflector.refused(),
    restarts: () => restarts,
    hurry: () => reflector.hurry(),
    distrust: () => reflector.distrust(),
    async stop() {
      await Promise.all([reflector.stop(), stopping]);
    },
  };
}

function isForbidden(status: ReflectorStatus): status is Extract<ReflectorStatus, { state: 'waiting' }> {
  return status.state === 'waiting' && status.problem.reason === 'forbidden';
}
