import 'server-only';
import type { Lease } from '#lib/kubernetes/lease.ts';
import { type CommandDetails, commandWave, type WaveCommandName } from '#lib/rollout/wave/command-wave.ts';
import type { WaveFacts } from '#lib/rollout/wave/wave-facts.ts';
import type { WaveRecord } from '#lib/rollout/wave/wave-record.ts';
import { RunningWaves } from './running-waves.ts';
import { WaveAdoption, type WaveAdoptionOptions } from './wave-adoption.ts';
import type { WaveCluster } from './wave-cluster.ts';
import { announce } from './wave-events.ts';
import { type FoundLease, isTaken, readWaveLease, reasonOf, type StoredWave, type WavePlace, writeWave } from './wave-lease.ts';
import { asItStands } from './wave-of-user.ts';
import type { WaveUser } from './wave-user.ts';

export type CommandResult =
  | { readonly outcome: 'done' | 'refused'; readonly wave: StoredWave }
  /** There is no such wave, or another one by now. */
  | { readonly outcome: 'absent' };

const MOST_TRIES = 5;

/** The waves that this process runs in one cluster, and its search for those that nobody runs any more. */
export class WaveKeeper {
  readonly #options: WaveAdoptionOptions;
  readonly #running: RunningWaves;
  readonly #adoption: WaveAdoption;

  constructor(options: WaveAdoptionOptions) {
    this.#options = options;
    this.#running = new RunningWaves(options);
    this.#adoption = new WaveAdoption(options, this.#running);
  }

  /** Begins to look for waves that nobody runs. */
  start(): void {
    this.#adoption.start();
  }

  /** Whether a wave runs here. */
  get isBusy(): boolean {
    return this.#running.isBusy;
  }

  /** The DaemonSet and its Nodes as a wave sees them. */
  facts(place: WavePlace): WaveFacts {
    return this.#options.cluster.facts(place);
  }

  /**
   * The Lease beside the DaemonSet as it is now; a wave that waits for its user is paused, whatever it says. Throws
   * KubernetesApiError.
   */
  async read(place: WavePlace, user: WaveUser | null = null): Promise<FoundLease | null> {
    const found = await readWaveLease(this.#portOf(user).leases, place);
    const { identity, cluster } = this.#options;
    const runsHere = { holder: identity, running: this.#running.has(place) };
    return found?.wave ? { ...found, wave: asItStands(found.wave, runsHere, cluster.now()) } : found;
  }

  /**
   * Writes a new wave and runs it, unless there is one that runs or is paused: then that one is answered as `taken`.
   * The same request twice gets the same wave. A user's wave runs with that user's credentials. Throws KubernetesApiError.
   */
  async begin(
    place: WavePlace,
    record: WaveRecord,
    user: WaveUser | null = null,
  ): Promise<{ readonly started: StoredWave } | { readonly taken: FoundLease }> {
    for (let attempt = 1; ; attempt++) {
      const found = await this.read(place, user);
      const other = found?.wave ?? null;
      if (other !== null && other.record.requestId !== '' && other.record.requestId === record.requestId)
        return { started: other };
      if (found !== null && isTaken(found)) return { taken: found };
      try {
        return { started: await this.#take({ place, lease: found?.lease ?? null, record }, user) };
      } catch (thrown) {
        if (reasonOf(thrown) !== 'conflict' || attempt === MOST_TRIES) throw thrown;
      }
    }
  }

  /** Carries out a person's command on the wave with this id, whoever runs it. Throws KubernetesApiError. */
  async command(
    place: WavePlace,
    { id, name }: { readonly id: string; readonly name: WaveCommandName },
    details: CommandDetails,
    user: WaveUser | null = null,
  ): Promise<CommandResult> {
    for (let attempt = 1; ; attempt++) {
      const wave = (await this.read(place, user))?.wave ?? null;
      if (wave === null || wave.record.id !== id) return { outcome: 'absent' };
      const record = commandWave(wave.record, name, { ...details, actor: user?.name ?? '' });
      if (record === null) return { outcome: 'refused', wave };
      if (record === wave.record) return { outcome: 'done', wave };
      try {
        return { outcome: 'done', wave: await this.#put({ ...wave, record }, user) };
      } catch (thrown) {
        if (reasonOf(thrown) !== 'conflict' || attempt === MOST_TRIES) throw thrown;
      }
    }
  }

  /** Empties the Lease of a wave that has ended; null when it has not. Throws KubernetesApiError. */
  async forget(place: WavePlace, user: WaveUser | null = null): Promise<'forgotten' | 'absent' | StoredWave> {
    const found = await this.read(place, user);
    if (found?.wave == null) return 'absent';
    if (isTaken(found)) return found.wave;
    await writeWave(this.#portOf(user).leases, found.wave, null, this.#holding(''));
    return 'forgotten';
  }

  /** Lets every Lease go after the request that runs, so that other servers go on. Resolves within 3 seconds. */
  async stop(): Promise<void> {
    this.#adoption.stop();
    await this.#running.stop();
  }

  #portOf(user: WaveUser | null): WaveCluster {
    return { ...this.#options.cluster, ...user?.port };
  }

  async #put(wave: StoredWave, user: WaveUser | null): Promise<StoredWave> {
    if (wave.record.state === 'running') return this.#take(wave, user);
    const cluster = this.#portOf(user);
    const lease = await writeWave(cluster.leases, wave, wave.record, this.#holding(''));
    const written = { ...wave, lease };
    this.#running.look(wave.place);
    void announce(cluster, written);
    return written;
  }

  /** Writes the record as ours and runs it. */
  async #take(
    wave: { readonly place: WavePlace; readonly lease: Lease | null; readonly record: WaveRecord },
    user: WaveUser | null,
  ): Promise<StoredWave> {
    const { clock, identity } = this.#options;
    const cluster = this.#portOf(user);
    const heldSince = clock.monotonic();
    const lease = await writeWave(cluster.leases, wave, wave.record, this.#holding(identity));
    const held = { place: wave.place, lease, record: wave.record };
    void announce(cluster, held);
    this.#running.run(held, heldSince, user);
    return held;
  }

  #holding(holder: string) {
    return { holder, leaseMs: this.#options.timings.leaseMs, now: this.#options.cluster.now() };
  }
}
