import 'server-only';
import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { ClusterRollout } from '#lib/rollout/cluster-rollout.ts';
import type { WavePacing } from '#lib/rollout/wave/wave-record.ts';
import type { Clock } from '#lib/server/kubernetes/clock.ts';
import type { ClusterConnection } from '#lib/server/kubernetes/cluster-connection.ts';
import type { Logger } from '#lib/server/kubernetes/logger.ts';
import { createWaveFinder } from './find-running-waves.ts';
import { waveCluster } from './wave-cluster.ts';
import { WaveKeeper } from './wave-keeper.ts';
import { missingWaveRight } from './wave-rights.ts';
import { WAVE_TIMINGS, type WaveTimings } from './wave-timings.ts';

/** As client-go's programs call themselves: people know the machine by it, and no two processes share it. */
const IDENTITY = `${hostname()}_${randomUUID()}`;

export interface WavesOptions {
  readonly slug: string;
  readonly connection: ClusterConnection;
  readonly rollout: ClusterRollout;
  /** Milliseconds since the epoch by the API server's clock. */
  readonly now: () => number;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Whether waves that another server left are gone on with here. */
  readonly adoptsWaves: boolean;
  readonly timings?: WaveTimings;
}

/** The keeper of the waves of one cluster, not started. */
export function createWaveKeeper(options: WavesOptions): WaveKeeper {
  const { slug, connection, rollout, now, clock, logger, adoptsWaves, timings = WAVE_TIMINGS } = options;
  const cluster = waveCluster(slug, connection, { rollout, now });
  return new WaveKeeper({
    cluster,
    clock: { monotonic: () => performance.now(), schedule: (delayMs, action) => clock.schedule(delayMs, action) },
    timings,
    identity: IDENTITY,
    logger,
    findRunning: createWaveFinder(cluster),
    mayTakeOver: adoptsWaves ? ({ place, record }) => hasRights(connection, place.namespace, record.pacing.by) : null,
  });
}

/** Taking a wave over without the right to delete its Pods would only pause it. */
async function hasRights({ operations }: ClusterConnection, namespace: string, by: WavePacing['by']): Promise<boolean> {
  return (await missingWaveRight(operations, { namespace, by })) === null;
}
