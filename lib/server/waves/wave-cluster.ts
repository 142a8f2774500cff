import 'server-only';
import type { ClusterRollout } from '#lib/rollout/cluster-rollout.ts';
import { type WaveFacts, waveFacts } from '#lib/rollout/wave/wave-facts.ts';
import type { ClusterConnection, WatchedResource } from '#lib/server/kubernetes/cluster-connection.ts';
import type { LeaseOperations } from '#lib/server/kubernetes/lease-operations.ts';
import type { ReadOperations, WriteOperations } from '#lib/server/kubernetes/operations.ts';
import type { WavePlace } from './wave-lease.ts';

/** What waves need of one cluster. */
export interface WaveCluster {
  readonly slug: string;
  /** As the watches have it now. */
  facts(place: WavePlace): WaveFacts;
  /** Namespaces in which there are DaemonSets. */
  namespaces(): readonly string[];
  /** Milliseconds since the epoch by the API server's clock. */
  now(): number;
  readonly leases: LeaseOperations;
  readonly reads: Pick<ReadOperations, 'getPod' | 'getDaemonSet' | 'reviewAccess'>;
  readonly writes: Pick<WriteOperations, 'deletePod' | 'evictPod' | 'createEvent' | 'listPodDisruptionBudgets'>;
}

const NEEDED: readonly WatchedResource[] = ['nodes', 'pods', 'daemonsets', 'controllerrevisions'];

/** What waves ask and write over this connection, in the name of whoever it belongs to. */
export function wavePort({ leases, operations, writes }: ClusterConnection): Pick<WaveCluster, 'leases' | 'reads' | 'writes'> {
  return { leases, reads: operations, writes };
}

/** The cluster behind a connection and the model that it feeds. */
export function waveCluster(
  slug: string,
  connection: ClusterConnection,
  { rollout, now }: { readonly rollout: ClusterRollout; readonly now: () => number },
): WaveCluster {
  return {
    slug,
    facts: (place) => waveFacts(rollout, { ...place, fresh: isFresh(connection) }),
    namespaces: () => [...new Set([...rollout.summaries().values()].map(({ namespace }) => namespace))].sort(),
    now,
    ...wavePort(connection),
  };
}

/** False as soon as something that a wave rests on may be older than is shown as live. */
function isFresh(connection: ClusterConnection): boolean {
  const { state } = connection.connection();
  const blind = connection.forbidden().some(({ resource }) => NEEDED.includes(resource));
  return connection.synced() && !blind && (state === 'live' || state === 'reconnecting');
}
