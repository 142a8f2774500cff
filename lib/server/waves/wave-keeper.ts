import 'server-only';
import type { Lease } from '#lib/kubernetes/lease.ts';
import { type CommandDetails, commandWave, type WaveCommandName } from '#lib/rollout/wave/command-wave.ts';
import type { WaveFacts } from '#lib/rollout/wave/wave-facts.ts';
import type { WaveRecord } from '#lib/rollout/wave/wave-record.ts';
import type { Logger } from '#lib/server/kubernetes/logger.ts';
import { LeaseObserver } from './lease-observer.ts';
import { RunningWaves } from './running-waves.ts';
import type { WaveCluster } from './wave-cluster.ts';
import { announce } from './wave-events.ts';
import {
  type FoundLease,
  isTaken,
  readWaveLease,
  reasonOf,
  type StoredWave,
  storedWave,
  type WavePlace,
  writeWave,
} from './wave-lease.ts';
import type { WaveClock, WaveTimings } from './wave-timings.ts';

export interface WaveKeeperOptions {
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

export type CommandResult =
  | { readonly outcome: 'done' | 'refused'; readonly wave: StoredWave }
  /** There is no such wave, or another one by now. */
  | { readonly outcome: 'absent' };

const MOST_TRIES = 5;

/** The waves that this process runs in one cluster, and its search for those that nobody runs any more. */
export class WaveKeeper {
  readonly #options: WaveKeeperOptions;
  readonly #running: RunningWaves;
  readonly #observer = new LeaseObserver();
  #cancelLook: () => void = () => undefined;
  #isStopped = false;

  constructor(options: WaveKeeperOptions) {
    this.#options = options;
    this.#running = new RunningWaves(options);
  }

  /** Begins to look for waves that nobody runs. */
  start(): void {
    if (this.#options.mayTakeOver !== null) this.#lookIn(0);
  }

  /** Whether a wave runs here. */
  get isBusy(): boolean {
    return this.#running.isBusy;
  }

  /** The DaemonSet and its Nodes as a wave sees them. */
  facts(place: WavePlace): WaveFacts {
    return this.#options.cluster.facts(place);
  }

  /** The Lease beside the DaemonSet as it is now. Throws KubernetesApiError. */
  read(place: WavePlace): Promise<FoundLease | null> {
    return readWaveLease(this.#options.cluster.leases, place);
  }

  /**
   * Writes a new wave and runs it, unless there is one that runs or is paused: then that one is answered as `taken`.
   * The same request twice gets the same wave. Throws KubernetesApiError.
   */
  async begin(place: WavePlace, record: WaveRecord): Promise<{ readonly started: StoredWave } | { readonly taken: FoundLease }> {
    for (let attempt = 1; ; attempt++) {
      const found = await this.read(place);
      const other = found?.wave ?? null;
      if (other !== null && other.record.requestId !== '' && other.record.requestId === record.requestId)
        return { started: other };
      if (found !== null && isTaken(found)) return { taken: found };
      try {
        return { started: await this.#take({ place, lease: found?.lease ?? null, record }) };
      } catch (thrown) {
        if (reasonOf(thrown) !== 'conflict' || attempt === MOST_TRIES) throw thrown;
      }
    }
  }

  /** Carries out a person's command on the wave with this id, whoever runs it. Throws KubernetesApiError. */
  async command(place: WavePlace, id: string, name: WaveCommandName, details: CommandDetails): Promise<CommandResult> {
    for (let attempt = 1; ; attempt++) {
      const wave = (await this.read(place))?.wave ?? null;
      if (wave === null || wave.record.id !== id) return { outcome: 'absent' };
      const record = commandWave(wave.record, name, details);
      if (record === null) return { outcome: 'refused', wave };
      if (record === wave.record) return { outcome: 'done', wave };
      try {
        return { outcome: 'done', wave: await this.#put({ ...wave, record }) };
      } catch (thrown) {
        if (reasonOf(thrown) !== 'conflict' || attempt === MOST_TRIES) throw thrown;
      }
    }
  }

  /** Empties the Lease of a wave that has ended; null when it has not. Throws KubernetesApiError. */
  async forget(place: WavePlace): Promise<'forgotten' | 'absent' | StoredWave> {
    const found = await this.read(place);
    if (found?.wave == null) return 'absent';
    if (isTaken(found)) return found.wave;
    await writeWave(this.#options.cluster.leases, found.wave, null, this.#holding(''));
    return 'forgotten';
  }

  /** Lets every Lease go after the request that runs, so that other servers go on. Resolves within 3 seconds. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#cancelLook();
    await this.#running.stop();
  }

  async #put(wave: StoredWave): Promise<StoredWave> {
    if (wave.record.state === 'running') return this.#take(wave);
    const lease = await writeWave(this.#options.cluster.leases, wave, wave.record, this.#holding(''));
    const written = { ...wave, lease };
    this.#running.look(wave.place);
    void announce(this.#options.cluster, written);
    return written;
  }

  /** Writes the record as ours and runs it. */
  async #take(wave: {
    readonly place: WavePlace;
    readonly lease: Lease | null;
    readonly record: WaveRecord;
  }): Promise<StoredWave> {
    const { cluster, clock, identity } = this.#options;
    const heldSince = clock.monotonic();
    const lease = await writeWave(cluster.leases, wave, wave.record, this.#holding(identity));
    const held = { place: wave.place, lease, record: wave.record };
    void announce(cluster, held);
    this.#running.run(held, heldSince);
    return held;
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
      if (wave === null || wave.record.state !== 'running' || this.#running.has(wave.place)) continue;
      const remainingMs = this.#observer.remainingMs(lease, clock.monotonic());
      if (remainingMs > 0) nextMs = Math.min(nextMs, remainingMs);
      else if ((await mayTakeOver?.(wave)) === true) await this.#takeOver(wave);
    }
    return nextMs;
  }

  async #takeOver(wave: StoredWave): Promise<void> {
    const { cluster, clock, identity, logger } = this.#options;
    const heldSince = clock.monotonic();
    try {
      const lease = await writeWave(cluster.leases, wave, wave.record, this.#holding(identity));
      const from = wave.lease.spec?.holderIdentity ?? '';
      logger.info({ wave: wave.record.id, cluster: cluster.slug, ...wave.place, from }, 'A wave is gone on with here.');
      this.#running.run({ ...wave, lease }, heldSince);
    } catch (thrown) {
      if (reasonOf(thrown) !== 'conflict') throw thrown; // somebody was faster: then it is theirs
    }
  }

  #holding(holder: string) {
    return { holder, leaseMs: this.#options.timings.leaseMs, now: this.#options.cluster.now() };
  }
}
