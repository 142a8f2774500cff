import 'server-only';
import { callerOf } from '#lib/server/access/caller-of.ts';
import { senderOf } from '#lib/server/access/running-access.ts';
import { runningEngine } from '#lib/server/engine/running-engine.ts';
import type { ClusterHub } from '#lib/server/hub/cluster-hub.ts';
import type { ReadOperations, WriteOperations } from '#lib/server/kubernetes/operations.ts';

/** With whose identity an act looks and writes. */
export interface Actor {
  readonly operations: ReadOperations;
  readonly writes: WriteOperations;
  /** Who sent the request, where the API server knows only the server: for audit lines. */
  readonly caller: string;
  /** The label of the session that it came with, or null. */
  readonly session: string | null;
}

/** The one place that decides in whose name a request acts: never with more rights than who sent it. */
export function actorOf(request: Request, hub: ClusterHub): Actor {
  const caller = callerOf(request);
  const { operations, writes } = runningEngine().connectionFor(caller, hub);
  const session = senderOf(request)?.session?.label ?? null;
  return { operations, writes, caller: caller.name, session };
}
