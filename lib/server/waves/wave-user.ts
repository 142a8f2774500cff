import 'server-only';
import type { WaveCluster } from './wave-cluster.ts';

/** What a wave asks and writes with. */
export type WavePort = Pick<WaveCluster, 'leases' | 'reads' | 'writes'>;

/** The credentials of a user, kept in this process only, for as long as the user is signed in here. */
export interface HeldCredentials {
  readonly port: WavePort;
  /** False as soon as the session has ended or the token may not be used any more. */
  isHeld(): boolean;
  release(): void;
}

/** Somebody who commands waves with credentials of their own. */
export interface WaveUser {
  /** As the API server calls the user. */
  readonly name: string;
  /** For the command itself. */
  readonly port: WavePort;
  /** For the wave that the command lets run. `onEnd` is called once when it has to do without. */
  hold(onEnd: () => void): HeldCredentials;
}
