import 'server-only';
import type { WaveRecord } from '#lib/rollout/wave/wave-record.ts';
import type { WaveCluster } from './wave-cluster.ts';
import type { StoredWave } from './wave-lease.ts';

const EVENTS: Readonly<Record<WaveRecord['state'], { readonly type: 'Normal' | 'Warning'; readonly reason: string }>> = {
  running: { type: 'Normal', reason: 'RollcallWaveStarted' },
  paused: { type: 'Normal', reason: 'RollcallWavePaused' },
  stopped: { type: 'Warning', reason: 'RollcallWaveStopped' },
  failed: { type: 'Warning', reason: 'RollcallWaveFailed' },
  complete: { type: 'Normal', reason: 'RollcallWaveComplete' },
};

/** Leaves an Event on the DaemonSet that says how the wave stands, where that is permitted. Never throws. */
export async function announce(cluster: WaveCluster, { place, record }: StoredWave): Promise<void> {
  const { done, total, failed, forgiven, startedBy, target } = record;
  const { namespace } = place;
  const counts = `${done} of ${total} Pods replaced, ${failed.length + forgiven} failed`;
  const event = {
    namespace,
    daemonSet: { name: place.name, uid: target.uid },
    ...EVENTS[record.state],
    message: `The wave that ${startedBy} started is ${record.state}: ${counts}.`,
    at: new Date(cluster.now()).toISOString().replace(/\.\d+Z$/, 'Z'),
  };
  await cluster.reads
    .reviewAccess({ verb: 'create', resource: 'events', namespace })
    .then(({ allowed }) => (allowed ? cluster.writes.createEvent(event) : undefined))
    .catch(() => undefined); // an Event is a courtesy: most who may delete Pods may not write one
}
