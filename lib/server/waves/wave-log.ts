import 'server-only';
import type { WaveIntent, WaveRecord } from '#lib/rollout/wave/wave-record.ts';
import type { Logger } from '#lib/server/kubernetes/logger.ts';
import type { StoredWave, WavePlace } from './wave-lease.ts';

/** One line: in whose name which Pod went, and how it ended. */
export function auditDeletion(
  logger: Logger,
  act: {
    readonly cluster: string;
    readonly place: WavePlace;
    readonly record: WaveRecord;
    readonly intent: WaveIntent;
    readonly by: string;
    readonly outcome: string;
  },
): void {
  const { cluster, place, record, intent, by, outcome } = act;
  const { node, pod, uid } = intent;
  logger.info({ audit: 'wave', wave: record.id, by, cluster, ...place, node, pod, uid, outcome }, 'A wave replaced a Pod.');
}

/** One line: how the wave stands that this server no longer runs. */
export function logEnd(logger: Logger, cluster: string, { place, record }: StoredWave): void {
  const { id, state, done, total, reason } = record;
  logger.info({ wave: id, cluster, ...place, state, done, total, reason: reason.code }, 'A wave ended.');
}
