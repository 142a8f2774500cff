interface Entry {
  backoffMs: number;
  updatedAt: number;
}

const INITIAL_MS = 1_000;
const MAXIMUM_MS = 900_000;

/**
 * How long a failed daemon Pod is left alone before the next one is deleted.
 * Mirrors kubernetes/client-go util/flowcontrol/backoff.go Backoff as the DaemonSet controller sets it up, v0.36.
 */
export class FailedPodBackoff {
  readonly #entries = new Map<string, Entry>();

  /** Milliseconds of delay in force, or 0 when the Pod may be deleted now. */
  delay(key: string, now: number): number {
    const entry = this.#entries.get(key);
    if (!entry || isExpired(entry, now)) return 0;
    return now - entry.updatedAt < entry.backoffMs ? entry.backoffMs : 0;
  }

  /** Notes one more deletion: the delay doubles. */
  next(key: string, now: number): void {
    const entry = this.#entries.get(key);
    const fresh = !entry || isExpired(entry, now);
    this.#entries.set(key, { backoffMs: fresh ? INITIAL_MS : Math.min(MAXIMUM_MS, entry.backoffMs * 2), updatedAt: now });
  }

  /** Forgets entries that have been quiet for twice the longest delay. */
  collect(now: number): void {
    for (const [key, entry] of this.#entries) if (isExpired(entry, now)) this.#entries.delete(key);
  }
}

function isExpired(entry: Entry, now: number): boolean {
  return now - entry.updatedAt > 2 * MAXIMUM_MS;
}
