import 'server-only';
import { createHash } from 'node:crypto';
import { type Lease, WAVE_ANNOTATION } from '#lib/kubernetes/lease.ts';
import type { WaveRecord } from '#lib/rollout/wave/wave-record.ts';
import type { LeaseOperations } from '#lib/server/kubernetes/lease-operations.ts';
import { decodeRecord, encodeRecord } from './wave-codec.ts';

const NAME_PREFIX = 'rollcall-wave-';
const LONGEST_NAME = 253;
/** Its value is the state, so that one list finds what runs. */
export const WAVE_LABEL = 'rollcall/wave';

/** The DaemonSet that a wave is about. */
export interface WavePlace {
  readonly namespace: string;
  readonly name: string;
}

/** A wave as its Lease has it. `lease` is the version that a write must follow. */
export interface StoredWave {
  readonly place: WavePlace;
  readonly lease: Lease;
  readonly record: WaveRecord;
}

/** A Lease as it was read, with its wave if that can be read. */
export interface FoundLease {
  readonly lease: Lease;
  readonly wave: StoredWave | null;
}

export interface Holding {
  /** '' lets the Lease go: whoever comes may take it at once. */
  readonly holder: string;
  readonly leaseMs: number;
  /** Milliseconds since the epoch by the API server's clock. */
  readonly now: number;
}

/** One name for each DaemonSet name, so that two waves on one DaemonSet are one Lease. */
export function leaseName(daemonSet: string): string {
  const name = `${NAME_PREFIX}${daemonSet}`;
  if (name.length <= LONGEST_NAME) return name;
  const digest = createHash('sha256').update(daemonSet).digest('hex').slice(0, 32);
  return `${name.slice(0, LONGEST_NAME - digest.length - 1).replace(/[.-]+$/, '')}-${digest}`;
}

/** The Lease beside the DaemonSet with the wave that it holds, if any; null when there is no Lease. Throws KubernetesApiError. */
export async function readWaveLease(leases: LeaseOperations, { namespace, name }: WavePlace): Promise<FoundLease | null> {
  try {
    const lease = await leases.getLease(namespace, leaseName(name));
    return { lease, wave: storedWave(lease) };
  } catch (thrown) {
    if (reasonOf(thrown) === 'notFound') return null;
    throw thrown;
  }
}

/** The wave in a Lease; null when it holds none, or one that was not written for a Lease of this name. */
export function storedWave(lease: Lease): StoredWave | null {
  const record = decodeRecord(lease.metadata.annotations?.[WAVE_ANNOTATION]);
  if (record === null || leaseName(record.target.name) !== lease.metadata.name) return null;
  return { place: { namespace: lease.metadata.namespace ?? '', name: record.target.name }, lease, record };
}

/**
 * Writes the record over the Lease that was read, or into a new one; a record of null leaves an empty Lease behind.
 * Throws KubernetesApiError, `conflict` when somebody was faster.
 */
export async function writeWave(
  leases: LeaseOperations,
  { place, lease }: { readonly place: WavePlace; readonly lease: Lease | null },
  record: WaveRecord | null,
  holding: Holding,
): Promise<Lease> {
  const labels = { 'app.kubernetes.io/managed-by': 'rollcall', [WAVE_LABEL]: record?.state ?? 'none' };
  const annotations: Record<string, string> = record === null ? {} : { [WAVE_ANNOTATION]: encodeRecord(record) };
  const metadata = { namespace: place.namespace, name: leaseName(place.name), labels, annotations };
  const spec = specAfter(lease?.spec ?? {}, holding);
  if (lease === null) return leases.createLease({ metadata, spec });
  const { uid, resourceVersion } = lease.metadata;
  return leases.updateLease({ metadata: { ...metadata, uid, resourceVersion }, spec });
}

/** A wave that runs or is paused is somebody's; so is a held Lease whose state we cannot read. */
export function isTaken({ lease, wave }: FoundLease): boolean {
  if (wave === null) return (lease.spec?.holderIdentity ?? '') !== '';
  return wave.record.state === 'running' || wave.record.state === 'paused';
}

/** The reason of a KubernetesApiError, by name: it may come from another bundle. */
export function reasonOf(thrown: unknown): string | null {
  return thrown instanceof Error && thrown.name === 'KubernetesApiError' && 'reason' in thrown ? String(thrown.reason) : null;
}

/** Follows client-go tools/leaderelection/leaderelection.go tryAcquireOrRenew and release, v0.36. */
function specAfter(before: NonNullable<Lease['spec']>, { holder, leaseMs, now }: Holding): NonNullable<Lease['spec']> {
  const at = new Date(now).toISOString().replace('Z', '000Z'); // microseconds, as the type MicroTime wants them
  const isSame = before.holderIdentity === holder && before.acquireTime !== undefined;
  const transitions = before.leaseTransitions ?? 0;
  return {
    holderIdentity: holder,
    leaseDurationSeconds: Math.max(1, Math.ceil(leaseMs / 1000)),
    acquireTime: isSame || holder === '' ? (before.acquireTime ?? at) : at,
    renewTime: at,
    leaseTransitions: isSame || holder === '' || before.acquireTime === undefined ? transitions : transitions + 1,
  };
}
