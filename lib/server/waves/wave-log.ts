import 'server-only';
import type { WaveIntent, WaveRecord } from '#lib/rollout/wave/wave-record.ts';
import type { Logger } from '#lib/server/kubernetes/logger.ts';
import type { StoredWave, WavePlace } from './wave-lease.ts';

/** One line: in whose name which Pod was to go, and what became of it. */
export function auditDeletion(
  logger: Logger,
  act: {
    readonly cluster: string;
    readonly place: WavePlace;
    readonly record: WaveRecord;
    readonly intent: WaveIntent;
    readonly by: string;
    readonly resourceVersion: string | null;
    readonly outcome: string;
  },
): void {
  const { cluster, place, record, intent, by, resourceVersion, outcome } = act;
  const { node, pod, uid } = intent;
  const object = { node, pod, uid, resourceVersion };
  logger.info(
    { audit: 'wave', wave: record.id, by, cluster, ...place, ...object, outcome },
    'A wave looked at a Pod to replace it.',
  );
}

/** One line: how the wave stands that this server no longer runs. */
export function logEnd(logger: Logger, cluster: string, { place, record }: StoredWave): void {
  const { id, state, done, total, reason } = record;
  logger.info({ wave: id, cluster, ...place, state, done, total, reason: reason.code }, 'A wave ended.');
}
