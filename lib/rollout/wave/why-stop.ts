import type { Message } from '#lib/rollout/message.ts';
import type { WaveFacts } from './wave-facts.ts';
import { waveMessage } from './wave-messages.ts';
import type { WaveRecord } from './wave-record.ts';

/** Why a wave must not act now: for good, until a person decides, or (`running`) until the cluster is known again. */
export interface Stop {
  readonly state: 'stopped' | 'paused' | 'running';
  readonly reason: Message;
}

/**
 * Null when the DaemonSet is the one that the wave began with, at the same update revision, and the view of it is fresh.
 * Another update revision makes other Pods stale: that is for a new wave. Any other edit pauses: a person looks at it.
 */
export function whyStop({ target }: WaveRecord, { daemonSet, fresh }: WaveFacts): Stop | null {
  if (!fresh) return { state: 'running', reason: waveMessage('wave.viewStale', {}) };
  if (daemonSet === null || (daemonSet.uid === target.uid && daemonSet.deleting)) {
    return { state: 'stopped', reason: waveMessage('wave.daemonSetGone', {}) };
  }
  if (daemonSet.uid !== target.uid) return { state: 'stopped', reason: waveMessage('wave.daemonSetReplaced', {}) };
  const { generation, observed, revision, hash } = daemonSet;
  // A view from before the wave began: the watch has yet to catch up with the server that began it.
  if (!observed || generation < target.generation)
    return { state: 'running', reason: waveMessage('wave.notObserved', { generation }) };
  if (revision !== target.revision || hash !== target.hash)
    return { state: 'stopped', reason: waveMessage('wave.revisionChanged', {}) };
  if (generation !== target.generation) return { state: 'paused', reason: waveMessage('wave.edited', { generation }) };
  return null;
}
