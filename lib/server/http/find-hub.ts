import 'server-only';
import { runningEngine } from '#lib/server/engine/running-engine.ts';
import type { ClusterHub } from '#lib/server/hub/cluster-hub.ts';
import type { HubFeeds } from '#lib/server/hub/hub-feeds.ts';
import { readName } from './read-names.ts';
import { quoted, Refusal } from './refusal.ts';

const WAIT_FOR_FIRST_LIST_MS = 3_000; // most clusters answer within it, and a page waits no longer in the dark

/** The hub of a cluster by its slug, started if need be; throws Refusal when there is no such cluster. */
export function findHub(cluster: string): ClusterHub {
  const engine = runningEngine();
  const hub = engine.hub(readName(cluster, 'cluster'));
  if (hub) return hub;
  if (engine.stopping) throw new Refusal('server.stopping', 'The server is stopping.', { retryAfterSeconds: 5 });
  if (engine.problem !== null) throw new Refusal('cluster.notFound', engine.problem);
  throw new Refusal('cluster.notFound', `There is no cluster ${quoted(cluster)} here; GET /api/clusters lists those there are.`);
}

/** The hub once its cluster has been listed; throws Refusal when that takes too long, and says what failed so far. */
export async function findReadyHub(cluster: string): Promise<{ hub: ClusterHub; feeds: HubFeeds }> {
  const hub = findHub(cluster);
  const feeds = await hub.whenReady(WAIT_FOR_FIRST_LIST_MS);
  if (feeds) return { hub, feeds };
  const { problem } = hub.connection.connection();
  if (problem === null) throw new Refusal('cluster.connecting', 'The cluster is still being listed.', { retryAfterSeconds: 1 });
  throw new Refusal('cluster.unreachable', problem, { retryAfterSeconds: 2 });
}
