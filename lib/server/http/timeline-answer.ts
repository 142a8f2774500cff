import 'server-only';
import type { Timeline } from '#lib/rollout/timeline.ts';
import type { FoundDaemonSet } from './find-daemon-set.ts';
import { readInteger, readQuery } from './read-query.ts';

const MOST_LANES = 200;
const USUAL_LANES = 24;
const MOST_NODES = 1_000_000;
/** All viewers of a rollout share one look at every Node in this time, and more when it is dear: at most a twentieth of the time. */
const KEPT_MS = 2_000;
const KEPT_COSTS = 20;

interface Kept {
  readonly page: string;
  readonly at: number;
  readonly until: number;
  readonly timeline: Timeline | null;
}

/** By the model that it was made from, so that it goes with it. */
const kept = new WeakMap<object, Map<string, Kept>>();

/**
 * `{asOf, timeline}`: the newest update over time, rebuilt from the objects; null while there is no update revision.
 * `?lanes=N` (1 to 200) and `?from=N` choose the Nodes that are listed. Throws Refusal.
 */
export function timelineAnswer(request: Request, { hub, uid }: FoundDaemonSet) {
  const query = readQuery(request, ['lanes', 'from']);
  const count = readInteger(query, 'lanes', { min: 1, max: MOST_LANES }) ?? USUAL_LANES;
  const from = readInteger(query, 'from', { min: 0, max: MOST_NODES }) ?? 0;
  const now = hub.clusterNow();
  const page = `${from}+${count}`;
  const ofModel = kept.get(hub.rollout) ?? new Map<string, Kept>();
  kept.set(hub.rollout, ofModel);
  const known = ofModel.get(uid);
  const look = (read: () => Timeline | null): Kept => {
    const begun = performance.now();
    const timeline = read();
    const costMs = performance.now() - begun;
    const looked = { page, at: now, until: now + Math.max(KEPT_MS, KEPT_COSTS * costMs), timeline };
    ofModel.set(uid, looked);
    return looked;
  };
  const isFresh = known?.page === page && now >= known.at && now < known.until;
  const { timeline } = isFresh ? known : look(() => hub.rollout.timeline(uid, { from, count, now }));
  return { asOf: timeText(timeline?.now ?? now), timeline: timeline === null ? null : worded(timeline) };
}

function worded({ start, now: _now, series, markers, ...rest }: Timeline) {
  return {
    ...rest,
    start: timeText(start),
    series: { ...series, at: series.at.map(timeText) },
    markers: markers.map((marker) => ({ ...marker, at: timeText(marker.at) })),
  };
}

function timeText(at: number): string {
  return new Date(at).toISOString();
}
