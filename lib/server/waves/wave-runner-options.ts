import 'server-only';
import type { Logger } from '#lib/server/kubernetes/logger.ts';
import type { WaveCluster } from './wave-cluster.ts';
import type { StoredWave } from './wave-lease.ts';
import type { WaveClock, WaveTimings } from './wave-timings.ts';
import type { WaveUser } from './wave-user.ts';

export interface WaveRunnerOptions {
  readonly cluster: WaveCluster;
  readonly clock: WaveClock;
  readonly timings: WaveTimings;
  /** This process, as no other calls itself. */
  readonly identity: string;
  readonly logger: Logger;
  /** A Lease that `identity` holds. */
  readonly held: StoredWave;
  /** `clock.monotonic()` from before the request by which it was taken. */
  readonly heldSince: number;
  /** Who lends it the credentials to act with; null: the server's own. */
  readonly user: WaveUser | null;
}
