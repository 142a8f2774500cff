import type { Phase, Summary } from '#lib/rollout/summary.ts';

/** The phases of which a person may want to be told. */
const TOLD: ReadonlySet<Phase> = new Set(['complete', 'stalled', 'degraded']);
/** Nodes that come and go make a DaemonSet degraded again and again: that is told once in so long. */
const DEGRADED_AGAIN_AFTER_MS = 10 * 60_000;

/** What was last known of a DaemonSet: of which rollout, and which of the told phases it was in; `moving`: in none of them. */
export interface Seen {
  readonly uid: string;
  readonly revision: number;
  readonly phase: 'complete' | 'stalled' | 'degraded' | 'moving';
  /** When it was last said to be degraded, in milliseconds since the epoch; 0: never. */
  readonly degradedAt: number;
}

export type NewsKind = 'ended' | 'stalled' | 'degraded';

export interface Judgement {
  readonly seen: Seen;
  /** Null: nothing to tell. */
  readonly news: NewsKind | null;
}

/**
 * Judges what a DaemonSet is now against what was last known of it; null: it is seen for the first time, which is never
 * news. A rollout is told to have ended, stalled or degraded once, however often it goes there.
 */
export function judge(last: Seen | null, now: Pick<Summary, 'uid' | 'revision' | 'phase'>, at: number): Judgement {
  const { uid, revision, phase } = now;
  const isTold = isToldPhase(phase);
  if (last === null || last.uid !== uid)
    return { seen: { uid, revision, phase: isTold ? phase : 'moving', degradedAt: 0 }, news: null };
  if (!isTold || (last.revision === revision && last.phase === phase)) return { seen: last, news: null };
  const seen: Seen = { ...last, revision, phase };
  if (phase === 'stalled') return { seen, news: 'stalled' };
  if (phase === 'degraded') {
    const recent = last.revision === revision && at - last.degradedAt < DEGRADED_AGAIN_AFTER_MS;
    return recent ? { seen, news: null } : { seen: { ...seen, degradedAt: at }, news: 'degraded' };
  }
  // Nodes that are well again are the end of no rollout.
  return { seen, news: last.revision === revision && last.phase === 'degraded' ? null : 'ended' };
}

function isToldPhase(phase: Phase): phase is 'complete' | 'stalled' | 'degraded' {
  return TOLD.has(phase);
}
