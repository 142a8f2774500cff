import 'server-only';

/** How a wave keeps its lock and how often it looks. */
export interface WaveTimings {
  /** For so long nobody else takes the wave over; whole seconds, since the Lease counts in them. */
  readonly leaseMs: number;
  /** A holder whose last renewal is older acts no more, by its own monotonic clock. */
  readonly renewWithinMs: number;
  /** Between two renewals, and before what failed is tried again. */
  readonly retryMs: number;
  /** Between two looks at the cluster while a wave waits. */
  readonly tickMs: number;
  /** Between two searches for waves that nobody runs. */
  readonly lookMs: number;
}

/** client-go's own: tools/leaderelection/leaderelection.go, v0.36. */
export const WAVE_TIMINGS: WaveTimings = { leaseMs: 15_000, renewWithinMs: 10_000, retryMs: 2_000, tickMs: 500, lookMs: 10_000 };

/** The two kinds of time that a wave needs: a monotonic one for what it must not get wrong, and timers. */
export interface WaveClock {
  /** Milliseconds that no setting of the machine's clock changes, counted while the process is stopped too. */
  monotonic(): number;
  schedule(delayMs: number, action: () => void): () => void;
}
