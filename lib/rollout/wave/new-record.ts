import type { WavePlan } from './plan-wave.ts';
import { waveMessage } from './wave-messages.ts';
import type { WavePacing, WaveRecord, WaveTarget } from './wave-record.ts';

/** The record of a wave that begins now by this plan. `now` is milliseconds since the epoch by the API server's clock. */
export function newRecord(wave: {
  readonly id: string;
  readonly requestId: string;
  readonly target: WaveTarget;
  readonly pacing: WavePacing;
  readonly plan: WavePlan;
  readonly by: string;
  readonly actor?: string;
  readonly now: number;
}): WaveRecord {
  const { id, requestId, target, pacing, plan, by, actor = '', now } = wave;
  return {
    id,
    requestId,
    target,
    pacing,
    scope: plan.scope,
    stepSize: plan.stepSize,
    state: 'running',
    reason: waveMessage('wave.settling', { nodes: 0 }),
    startedAt: new Date(now).toISOString(),
    startedBy: by,
    actor,
    endedAt: null,
    total: plan.nodes.length,
    done: 0,
    forgiven: 0,
    opened: 0,
    zone: null,
    pauseUntil: null,
    intent: null,
    inFlight: [],
    failed: [],
  };
}
