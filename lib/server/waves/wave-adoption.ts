import 'server-only';
import type { Lease } from '#lib/kubernetes/lease.ts';
import type { Logger } from '#lib/server/kubernetes/logger.ts';
import { LeaseObserver } from './lease-observer.ts';
import type { RunningWaves } from './running-waves.ts';
import type { WaveCluster } from './wave-cluster.ts';
import { reasonOf, type StoredWave, storedWave, writeWave } from './wave-lease.ts';
import { isAnybodys } from './wave-of-user.ts';
import type { WaveClock, WaveTimings } from './wave-timings.ts';

export interface WaveAdoptionOptions {
  readonly cluster: WaveCluster;
  readonly clock: WaveClock;
  readonly timings: WaveTimings;
  /** This process, as no other calls itself. */
  readonly identity: string;
  readonly logger: Logger;
  /** The Leases of running waves, as far as they may be seen. */
  readonly findRunning: () => Promise<readonly Lease[]>;
  /** Whether a wave that somebody else left may be gone on with; null: never, and nobody looks. */
  readonly mayTakeOver: ((wave: StoredWave) => Promise<boolean>) | null;
}

/** Looks for waves that nobody runs any more, and goes on with them here. */
export class WaveAdoption {
  readonly #options: WaveAdoptionOptions;
  readonly #running: RunningWaves;
  readonly #observer = new LeaseObserver();
  #cancelLook: () => void = () => undefined;
  #isStopped = false;

  constructor(options: WaveAdoptionOptions, running: RunningWaves) {
    this.#options = options;
    this.#running = running;
  }

  start(): void {
    if (this.#options.mayTakeOver !== null) this.#lookIn(0);
  }

  stop(): void {
    this.#isStopped = true;
    this.#cancelLook();
  }

  #lookIn(delayMs: number): void {
    if (this.#isStopped) return;
    this.#cancelLook = this.#options.clock.schedule(delayMs, () => void this.#look());
  }

  async #look(): Promise<void> {
    const { lookMs } = this.#options.timings;
    let nextMs = lookMs;
    try {
      nextMs = Math.min(nextMs, await this.#takeOverAbandoned());
    } catch (thrown) {
      const { cluster, logger } = this.#options;
      logger.warn({ cluster: cluster.slug, problem: reasonOf(thrown) ?? 'unknown' }, 'Running waves could not be looked for.');
    }
    this.#lookIn(nextMs);
  }

  /** Takes over what may be taken; answers when the next of the others may be. */
  async #takeOverAbandoned(): Promise<number> {
    const { findRunning, mayTakeOver, clock } = this.#options;
    const leases = await findRunning();
    this.#observer.keepOnly(leases);
    let nextMs = Number.POSITIVE_INFINITY;
    for (const lease of leases) {
      const wave = storedWave(lease);
      if (wave === null || !isAnybodys(wave.record) || this.#running.has(wave.place)) continue;
      const remainingMs = this.#observer.remainingMs(lease, clock.monotonic());
      if (remainingMs > 0) nextMs = Math.min(nextMs, remainingMs);
      else if ((await mayTakeOver?.(wave)) === true) await this.#takeOver(wave);
    }
    return nextMs;
  }

  async #takeOver(wave: StoredWave): Promise<void> {
    const { cluster, clock, identity, logger, timings } = this.#options;
    const heldSince = clock.monotonic();
    const holding = { holder: identity, leaseMs: timings.leaseMs, now: cluster.now() };
    try {
      const lease = await writeWave(cluster.leases, wave, wave.record, holding);
      const from = wave.lease.spec?.holderIdentity ?? '';
      logger.info({ wave: wave.record.id, cluster: cluster.slug, ...wave.place, from }, 'A wave is gone on with here.');
      this.#running.run({ ...wave, lease }, heldSince, null);
    } catch (thrown) {
      if (reasonOf(thrown) !== 'conflict') throw thrown; // somebody was faster: then it is theirs
    }
  }
}
