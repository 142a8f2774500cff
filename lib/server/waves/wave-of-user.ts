import 'server-only';
import { waitForUser } from '#lib/rollout/wave/command-wave.ts';
import type { WaveRecord } from '#lib/rollout/wave/wave-record.ts';
import type { StoredWave } from './wave-lease.ts';

/** Beside the Lease's own duration: two servers may differ by so much in what time it is for the API server. */
const CLOCKS_DIFFER_MS = 5_000;

/** Whether a server may go on with the wave by itself: not with one that ran with a user's credentials. */
export function isAnybodys({ state, actor }: WaveRecord): boolean {
  return state === 'running' && actor === '';
}

/**
 * The wave as everybody has to take it. One that ran with a user's credentials and is held by nobody any more is paused,
 * even though nobody could write that down. `now` is milliseconds since the epoch by the API server's clock.
 */
export function asItStands(
  wave: StoredWave,
  here: { readonly holder: string; readonly running: boolean },
  now: number,
): StoredWave {
  const { record, lease } = wave;
  if (record.state !== 'running' || record.actor === '' || here.running) return wave;
  const { holderIdentity = '', renewTime, leaseDurationSeconds = 0 } = lease.spec ?? {};
  const heldUntil = Date.parse(renewTime ?? '') + leaseDurationSeconds * 1000 + CLOCKS_DIFFER_MS;
  const isHeld = holderIdentity !== '' && holderIdentity !== here.holder && now < heldUntil;
  if (isHeld) return wave;
  return { ...wave, lease: { ...lease, spec: { ...lease.spec, holderIdentity: '' } }, record: waitForUser(record) };
}
