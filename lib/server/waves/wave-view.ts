import 'server-only';
import type { Wave, WaveSettings } from '#lib/feed/wave.ts';
import { remainingNodes } from '#lib/rollout/wave/survey.ts';
import type { WaveFacts } from '#lib/rollout/wave/wave-facts.ts';
import type { WaveRecord } from '#lib/rollout/wave/wave-record.ts';
import type { StoredWave } from './wave-lease.ts';

const MOST_SHOWN = 100;
const LIVE: readonly WaveRecord['state'][] = ['running', 'paused', 'failed'];

/** The wave as anybody may watch it. What comes next is read from the cluster while the wave may still go on. */
export function waveView({ record, lease }: StoredWave, facts: WaveFacts): Wave {
  const { inFlight, intent, failed, forgiven, target } = record;
  const declared = intent === null ? [] : [intent];
  const isSame = facts.daemonSet?.uid === target.uid && LIVE.includes(record.state);
  const { holderIdentity = '', renewTime = null } = lease.spec ?? {};
  return {
    id: record.id,
    state: record.state,
    settings: settingsOf(record),
    startedAt: record.startedAt,
    startedBy: record.startedBy,
    endedAt: record.endedAt,
    total: record.total,
    done: record.done,
    failed: failed.length + forgiven,
    inFlight: [...inFlight, ...declared]
      .slice(0, MOST_SHOWN)
      .map(({ node, since }) => ({ node, since: new Date(since).toISOString() })),
    next: isSame
      ? remainingNodes(record, facts)
          .slice(0, MOST_SHOWN)
          .map(({ name }) => name)
      : [],
    reason: record.reason,
    holder: holderIdentity === '' ? null : holderIdentity,
    renewedAt: renewTime,
  };
}

function settingsOf({ pacing, scope }: WaveRecord): WaveSettings {
  return scope.kind === 'nodes' ? { ...pacing, nodes: scope.names } : pacing;
}
