import 'server-only';
import type { Connection } from '#lib/feed/connection.ts';
import type { ControllerRevision } from '#lib/kubernetes/controller-revision.ts';
import type { DaemonSet } from '#lib/kubernetes/daemon-set.ts';
import type { Node } from '#lib/kubernetes/node.ts';
import type { Pod } from '#lib/kubernetes/pod.ts';
import type { Clock } from './clock.ts';
import type { ClusterContext } from './cluster-context.ts';
import type { LeaseOperations } from './lease-operations.ts';
import type { Logger } from './logger.ts';
import type { ReadOperations, WriteOperations } from './operations.ts';

/**
 * Where a connection puts what it sees; a ClusterRollout is one. Called synchronously, object by object, in
 * resourceVersion order per object; states may be skipped, never reordered. A name that returns with another uid is
 * first deleted, then set. During a re-list the old objects stay until the new list is complete. A sink that throws
 * is contained: the resource is listed again.
 */
export interface ClusterSink {
  setNode(node: Node): void;
  deleteNode(name: string): void;
  setPod(pod: Pod): void;
  deletePod(uid: string): void;
  setDaemonSet(daemonSet: DaemonSet): void;
  deleteDaemonSet(uid: string): void;
  setControllerRevision(revision: ControllerRevision): void;
  deleteControllerRevision(uid: string): void;
}

export type WatchedResource = 'nodes' | 'pods' | 'daemonsets' | 'controllerrevisions';

/** A resource that RBAC does not let us see; what was seen before it was taken away stays in the sink. */
export interface ForbiddenResource {
  readonly verb: 'list' | 'watch';
  readonly resource: WatchedResource;
  /** Absent: cluster-wide. */
  readonly namespace?: string;
}

export interface ClusterConnectionOptions {
  readonly clock: Clock;
  /** In [0, 1). */
  readonly random: () => number;
  readonly logger: Logger;
  /** Rollcall's own, for the User-Agent. */
  readonly version?: string;
  /** The context as its file has it now, asked for when the server refuses the credentials. */
  readonly reread?: () => ClusterContext;
}

/** Everything the server knows about reaching one cluster. Listeners are called synchronously and must not throw. */
export interface ClusterConnection {
  /** Starts listing and watching into `sink`; never throws and never waits. Called once. */
  start(sink: ClusterSink): void;
  /** While live, `problem` tells of objects that cannot be read: the sink misses them or holds their last readable version. */
  connection(): Connection;
  /** Calls the listener after each change of `connection()` (its `lastProofAt` alone is no change), `synced()`, `forbidden()` or `serverVersion()`; returns the undo. */
  onConnection(listener: (connection: Connection) => void): () => void;
  /** True once every resource has been listed completely or is forbidden, and at least one is listed. Never goes back. */
  synced(): boolean;
  forbidden(): readonly ForbiddenResource[];
  /** How often a list or watch of each resource failed and began again. */
  watchRestarts(): ReadonlyMap<WatchedResource, number>;
  readonly operations: ReadOperations;
  /** With the connection's own identity. */
  readonly writes: WriteOperations;
  readonly leases: LeaseOperations;
  /** `v1.36.1`, or null before the first answer. */
  serverVersion(): string | null;
  /** The API server's clock minus ours in milliseconds, from its Date header; 0 before the first answer. Ages use `now + offset`. */
  clockOffsetMs(): number;
  /** Ends every watch and request; resolves when no socket is left. Idempotent. */
  stop(): Promise<void>;
}
