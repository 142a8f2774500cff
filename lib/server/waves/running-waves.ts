import 'server-only';
import type { StoredWave, WavePlace } from './wave-lease.ts';
import { WaveRunner } from './wave-runner.ts';
import type { WaveRunnerOptions } from './wave-runner-options.ts';
import type { WaveUser } from './wave-user.ts';

const STOP_WITHIN_MS = 3_000;

/** What all runners of this process have in common. */
type ProcessOptions = Omit<WaveRunnerOptions, 'held' | 'heldSince' | 'user'>;

interface Running {
  readonly runner: WaveRunner;
  readonly ended: Promise<void>;
}

/** The runners of this process, at most one for each DaemonSet. */
export class RunningWaves {
  readonly #options: ProcessOptions;
  readonly #runners = new Map<string, Running>();
  #isStopped = false;

  constructor(options: ProcessOptions) {
    this.#options = options;
  }

  get isBusy(): boolean {
    return this.#runners.size > 0;
  }

  has(place: WavePlace): boolean {
    return this.#runners.has(keyOf(place));
  }

  /** Runs the wave from its Lease on, after whoever ran there before; with the user's credentials if there is one. */
  run(held: StoredWave, heldSince: number, user: WaveUser | null): void {
    if (this.#isStopped) return;
    const key = keyOf(held.place);
    const before = this.#runners.get(key);
    before?.runner.leave();
    const runner = new WaveRunner({ ...this.#options, held, heldSince, user });
    const ended = (before?.ended ?? Promise.resolve())
      .then(() => runner.run())
      .finally(() => {
        if (this.#runners.get(key)?.runner === runner) this.#runners.delete(key);
      });
    this.#runners.set(key, { runner, ended });
  }

  /** Somebody has written to the Lease. */
  look(place: WavePlace): void {
    this.#runners.get(keyOf(place))?.runner.look();
  }

  /** Lets every Lease go after the request that runs, so that other servers go on. Resolves within 3 seconds. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    const running = [...this.#runners.values()];
    for (const { runner } of running) runner.stop();
    const { promise: late, resolve } = Promise.withResolvers<void>();
    const cancel = this.#options.clock.schedule(STOP_WITHIN_MS, resolve);
    await Promise.race([late, Promise.all(running.map(({ ended }) => ended))]);
    cancel();
  }
}

function keyOf({ namespace, name }: WavePlace): string {
  return `${namespace}/${name}`;
}
