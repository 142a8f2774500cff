import 'server-only';
import { waitForUser } from '#lib/rollout/wave/command-wave.ts';
import { type NextStep, nextStep } from '#lib/rollout/wave/next-step.ts';
import { settleDeletion } from '#lib/rollout/wave/settle-deletion.ts';
import type { WaveIntent, WaveRecord } from '#lib/rollout/wave/wave-record.ts';
import type { KubernetesApiError } from '#lib/server/kubernetes/kubernetes-api-error.ts';
import { deleteDeclaredPod } from './delete-declared-pod.ts';
import { Nap } from './nap.ts';
import type { WaveCluster } from './wave-cluster.ts';
import { encodeRecord, hasRoom } from './wave-codec.ts';
import { announce } from './wave-events.ts';
import { readWaveLease, reasonOf, type StoredWave, writeWave } from './wave-lease.ts';
import { auditDeletion, logEnd } from './wave-log.ts';
import type { WaveRunnerOptions } from './wave-runner-options.ts';
import type { HeldCredentials } from './wave-user.ts';

/**
 * Runs one wave for as long as this process holds its Lease. One request at a time, each write of the state over the
 * version that was read last: whatever happens in between, a person's pause included, makes the next write fail, and a
 * Pod is deleted only after a write that named it succeeded. With a user's credentials it runs while they are held, and
 * is paused when they are not.
 */
export class WaveRunner {
  readonly #options: WaveRunnerOptions;
  readonly #credentials: HeldCredentials | null;
  /** With the credentials that the wave acts with. */
  readonly #cluster: WaveCluster;
  #stored: StoredWave;
  #record: WaveRecord;
  /** When the last renewal was sent; the Lease runs from then on. */
  #renewedAt: number;
  #isOver = false;
  #isStopping = false;
  #mustLook = false;
  readonly #nap: Nap;

  constructor(options: WaveRunnerOptions) {
    this.#options = options;
    this.#stored = options.held;
    this.#record = options.held.record;
    this.#renewedAt = options.heldSince;
    this.#nap = new Nap(options.clock);
    this.#credentials = options.user?.hold(() => this.#nap.wake()) ?? null;
    this.#cluster = { ...options.cluster, ...this.#credentials?.port };
  }

  /** Runs until the wave ends, somebody else has the Lease, or `stop`. Never throws. */
  async run(): Promise<void> {
    while (!this.#isOver && !this.#isStopping && this.#mayGoOn()) {
      try {
        await this.#turn();
      } catch (thrown) {
        await this.#recover(thrown);
      }
    }
    if (!this.#isOver) await this.#release();
    this.#credentials?.release();
  }

  /** Looks at the Lease at once: somebody may have written to it. */
  look(): void {
    this.#mustLook = true;
    this.#nap.wake();
  }

  /** Ends after the request that runs, and lets the Lease go so that another server goes on at once. */
  stop(): void {
    this.#isStopping = true;
    this.#nap.wake();
  }

  /** Ends after the request that runs and leaves the Lease as it is: another runner of this process has it. */
  leave(): void {
    this.#isOver = true;
    this.#nap.wake();
  }

  #mayGoOn(): boolean {
    return this.#credentials?.isHeld() ?? true;
  }

  async #turn(): Promise<void> {
    const { clock, timings } = this.#options;
    const cluster = this.#cluster;
    if (this.#mustLook) await this.#reread();
    if (this.#isOver) return;
    const next = nextStep(this.#record, cluster.facts(this.#stored.place), cluster.now());
    switch (next.step.do) {
      case 'end':
        return this.#end(next.record);
      case 'declare':
        if (hasRoom(next.record)) return this.#write(next.record);
        return this.#wait({ record: this.#record, step: { do: 'wait', until: null } });
      case 'delete':
        // Declared under a lock that ran out: written once more, which fails if somebody else has it now.
        if (clock.monotonic() - this.#renewedAt >= timings.renewWithinMs) return this.#write(next.record);
        return this.#delete(next.record, next.step.intent);
      case 'wait':
        return this.#wait(next);
    }
  }

  async #delete(record: WaveRecord, intent: WaveIntent): Promise<void> {
    const { clock, timings, logger, user } = this.#options;
    const { place } = this.#stored;
    const cluster = this.#cluster;
    const mayAct = (): boolean => this.#mayGoOn() && clock.monotonic() - this.#renewedAt < timings.renewWithinMs;
    const port = { namespace: place.namespace, reads: cluster.reads, writes: cluster.writes, mayAct };
    const { outcome, resourceVersion } = await deleteDeclaredPod(record, intent, port);
    this.#record = settleDeletion(record, outcome, cluster.now());
    const by = user?.name ?? record.startedBy;
    auditDeletion(logger, { cluster: cluster.slug, place, record, intent, by, resourceVersion, outcome: outcome.is });
    // The watches say otherwise: until they have caught up, the same Pod would come first again and again.
    if (outcome.is === 'notStale') await this.#pause(timings.tickMs);
  }

  async #wait({ record, step }: NextStep): Promise<void> {
    const { clock, timings } = this.#options;
    const cluster = this.#cluster;
    this.#record = record;
    const isNews = encodeRecord(record) !== encodeRecord(this.#stored.record);
    if (isNews || clock.monotonic() - this.#renewedAt >= timings.retryMs) await this.#write(record);
    const until = step.do === 'wait' && step.until !== null ? step.until - cluster.now() : timings.tickMs;
    await this.#pause(Math.max(0, Math.min(until, timings.tickMs)));
  }

  async #end(record: WaveRecord): Promise<void> {
    await this.#write(record, '');
    this.#isOver = true;
    logEnd(this.#options.logger, this.#cluster.slug, this.#stored);
    await announce(this.#cluster, this.#stored);
  }

  async #write(record: WaveRecord, holder = this.#options.identity): Promise<void> {
    const { clock, timings } = this.#options;
    const cluster = this.#cluster;
    const { place } = this.#stored;
    const sentAt = clock.monotonic();
    const lease = await writeWave(cluster.leases, this.#stored, record, { holder, leaseMs: timings.leaseMs, now: cluster.now() });
    this.#stored = { place, lease, record };
    this.#record = record;
    this.#renewedAt = sentAt;
  }

  /** After a refused or lost write, the Lease says what is true. */
  async #recover(thrown: unknown): Promise<void> {
    const { timings, logger, cluster } = this.#options;
    const reason = reasonOf(thrown);
    if (reason === 'stopped') {
      this.#isOver = true;
      return;
    }
    if (reason === 'conflict' || reason === 'notFound') {
      this.#mustLook = true;
      return;
    }
    const problem = reason ?? (thrown instanceof Error ? thrown.name : typeof thrown);
    logger.warn({ wave: this.#record.id, cluster: cluster.slug, problem }, 'A wave waits for the API server.');
    const asked = reason === null ? 0 : ((thrown as KubernetesApiError).retryAfterMs ?? 0); // by its name, see reasonOf
    await this.#pause(Math.max(timings.retryMs, asked));
  }

  async #reread(): Promise<void> {
    const { identity, logger } = this.#options;
    const cluster = this.#cluster;
    const found = await readWaveLease(cluster.leases, this.#stored.place);
    this.#mustLook = false;
    const wave = found?.wave ?? null;
    if (wave !== null && wave.record.id === this.#record.id && wave.lease.spec?.holderIdentity === identity) {
      this.#stored = wave;
      this.#record = wave.record;
      return;
    }
    this.#isOver = true;
    const { holderIdentity = null } = found?.lease.spec ?? {};
    logger.info(
      { wave: this.#record.id, cluster: cluster.slug, holder: holderIdentity, state: wave?.record.state ?? null },
      'A wave is no longer run here.',
    );
  }

  /**
   * So that another server need not wait until the Lease runs out; client-go calls it ReleaseOnCancel. A wave with a
   * user's credentials is paused instead: nobody else goes on with it by themselves. Once these are not held any more
   * nothing is written at all, since the server's own are not for that: the Lease runs out, see wave-of-user.ts.
   */
  async #release(): Promise<void> {
    if (!this.#mayGoOn()) return;
    try {
      await this.#write(this.#credentials === null ? this.#record : waitForUser(this.#record), '');
    } catch (thrown) {
      const { logger, cluster } = this.#options;
      const problem = reasonOf(thrown) ?? 'unknown';
      logger.warn({ wave: this.#record.id, cluster: cluster.slug, problem }, 'A wave keeps its Lease until it runs out.');
    }
  }

  async #pause(delayMs: number): Promise<void> {
    if (!this.#isOver && !this.#isStopping && !this.#mustLook && this.#mayGoOn()) await this.#nap.sleep(delayMs);
  }
}
