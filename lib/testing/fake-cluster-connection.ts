import type { Connection } from '#lib/feed/connection.ts';
import type { ClusterConnection, ClusterSink } from '#lib/server/kubernetes/cluster-connection.ts';
import type { LeaseOperations } from '#lib/server/kubernetes/lease-operations.ts';
import type { ReadOperations, WriteOperations } from '#lib/server/kubernetes/operations.ts';

/** A ClusterConnection whose cluster is what the test puts into its sink. */
export interface FakeClusterConnection extends ClusterConnection {
  /** Where the test puts objects; there once the connection was started. */
  sink(): ClusterSink;
  becomeSynced(): void;
  become(connection: Partial<Connection>): void;
  readonly stopped: () => boolean;
}

/** A connection that is live from the start and synced when the test says so. */
export function aClusterConnection(
  operations: Partial<ReadOperations> = {},
  writes: Partial<WriteOperations> = {},
  leases: Partial<LeaseOperations> = {},
): FakeClusterConnection {
  const listeners = new Set<(connection: Connection) => void>();
  let connection: Connection = { state: 'live', lastProofAt: null, since: '2026-01-01T00:00:00Z', problem: null };
  let sink: ClusterSink | null = null;
  let synced = false;
  let stopped = false;
  const tell = (): void => {
    for (const listener of listeners) listener(connection);
  };
  return {
    start: (given) => {
      sink = given;
    },
    sink: () => {
      if (sink === null) throw new Error('The connection was not started.');
      return sink;
    },
    connection: () => connection,
    onConnection: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    becomeSynced: () => {
      synced = true;
      tell();
    },
    become: (parts) => {
      connection = { ...connection, ...parts };
      tell();
    },
    synced: () => synced,
    forbidden: () => [],
    watchRestarts: () => new Map([['pods', 0]]),
    operations: operations as ReadOperations,
    writes: writes as WriteOperations,
    leases: { listLeases: async () => [], ...leases } as LeaseOperations,
    serverVersion: () => null,
    clockOffsetMs: () => 0,
    stop: async () => {
      stopped = true;
    },
    stopped: () => stopped,
  };
}
