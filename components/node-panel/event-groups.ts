import type { EventRow } from '#lib/feed/node-detail.ts';

/** Events of one reason about one object. */
export interface EventGroup extends Pick<EventRow, 'type' | 'reason' | 'object'> {
  /** How often it was seen in all. */
  readonly count: number;
  readonly firstAt: string;
  readonly lastAt: string;
  /** What was said, the newest first, each once. */
  readonly messages: readonly string[];
  /** Who said it, each once. */
  readonly sources: readonly string[];
}

/** The events by reason and object: what warns before what does not, then the newest first. */
export function eventGroups(events: readonly EventRow[]): readonly EventGroup[] {
  const groups = Map.groupBy(events, ({ type, reason, object }) => JSON.stringify([type, reason, object]));
  return [...groups.values()]
    .flatMap(([first, ...rest]) => (first === undefined ? [] : [groupOf([first, ...rest])]))
    .sort((a, b) => Number(a.type === 'Normal') - Number(b.type === 'Normal') || compareTimes(b.lastAt, a.lastAt));
}

function groupOf(events: readonly [EventRow, ...EventRow[]]): EventGroup {
  const sorted = events.toSorted((a, b) => compareTimes(b.lastAt, a.lastAt));
  const newest = sorted[0] ?? events[0];
  const { type, reason, object, lastAt } = newest;
  const firstAt = sorted.reduce(
    (first, event) => (compareTimes(event.firstAt, first) < 0 ? event.firstAt : first),
    newest.firstAt,
  );
  const messages = [...new Set(sorted.map(({ message }) => message.trim()).filter(Boolean))];
  const sources = [...new Set(sorted.map(({ source }) => source).filter(Boolean))];
  return { type, reason, object, count: sorted.reduce((sum, { count }) => sum + count, 0), firstAt, lastAt, messages, sources };
}

/** By the moment, since some are told to the microsecond and some to the second; what is no time is the oldest. */
function compareTimes(a: string, b: string): number {
  const [left, right] = [Date.parse(a), Date.parse(b)].map((at) => (Number.isNaN(at) ? Number.NEGATIVE_INFINITY : at));
  return left === right ? 0 : (left ?? 0) - (right ?? 0);
}
