import 'server-only';
import type { Lease } from '#lib/kubernetes/lease.ts';

const LONGEST_LEASE_SECONDS = 3_600;

/**
 * Tells when a Lease of somebody else may be taken: when it was let go, or when it has not changed for its whole
 * duration as seen by our own monotonic clock. The times in it come from another machine's clock and decide nothing.
 * Follows client-go tools/leaderelection/leaderelection.go tryAcquireOrRenew, v0.36.
 */
export class LeaseObserver {
  readonly #seen = new Map<string, { readonly resourceVersion: string; readonly since: number }>();

  /** Milliseconds until the Lease may be taken, 0 for now. `now` is monotonic. */
  remainingMs(lease: Lease, now: number): number {
    const { uid, resourceVersion } = lease.metadata;
    if ((lease.spec?.holderIdentity ?? '') === '') return 0;
    const known = this.#seen.get(uid);
    const since = known?.resourceVersion === resourceVersion ? known.since : now;
    this.#seen.set(uid, { resourceVersion, since });
    const seconds = Math.min(LONGEST_LEASE_SECONDS, Math.max(1, lease.spec?.leaseDurationSeconds ?? 1));
    return Math.max(0, since + seconds * 1000 - now);
  }

  /** Forgets every Lease but these. */
  keepOnly(leases: readonly Lease[]): void {
    const uids = new Set(leases.map(({ metadata }) => metadata.uid));
    for (const uid of [...this.#seen.keys()]) if (!uids.has(uid)) this.#seen.delete(uid);
  }
}
