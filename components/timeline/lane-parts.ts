import type { TimelineLane } from '#lib/rollout/timeline-lanes.ts';

interface LanePart {
  readonly part: 'ending' | 'starting' | 'running' | 'ready';
  /** Of the lane's time; the shares sum to 1. */
  readonly share: number;
}

/** What a Node's time went to: the old Pod ending, the new one starting, its containers running, ready but not yet available. */
export function laneParts({ deletedAt, createdAt, startedAt, readyAt, availableAt, seconds }: TimelineLane): readonly LanePart[] {
  const begins = [
    { part: 'ending' as const, at: time(deletedAt) },
    { part: 'starting' as const, at: time(createdAt) },
    { part: 'running' as const, at: time(startedAt) },
    { part: 'ready' as const, at: time(readyAt) },
  ].filter(({ at }) => Number.isFinite(at));
  const begin = begins[0]?.at ?? 0;
  const end = Math.max(begin, availableAt === null ? begin + seconds * 1000 : time(availableAt));
  let reached = begin;
  const lengths = begins.map(({ part }, index) => {
    const next = Math.min(end, Math.max(reached, begins[index + 1]?.at ?? end));
    const length = next - reached;
    reached = next;
    return { part, length };
  });
  const total = end - begin;
  if (total === 0) return lengths.slice(-1).map(({ part }) => ({ part, share: 1 }));
  return lengths.flatMap(({ part, length }) => (length === 0 ? [] : [{ part, share: length / total }]));
}

function time(at: string | null): number {
  return at === null ? Number.NaN : Date.parse(at);
}
