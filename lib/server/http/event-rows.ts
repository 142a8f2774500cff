import 'server-only';
import type { EventRow } from '#lib/feed/node-detail.ts';
import type { KubernetesEvent } from '#lib/kubernetes/event.ts';

const MOST_EVENTS = 100;

/** Events newest first, each once, those that say the same of the same object as one, at most 100. */
export function eventRows(events: readonly KubernetesEvent[]): readonly EventRow[] {
  const once = new Map(events.map((event) => [event.metadata.uid, event]));
  const same = Map.groupBy([...once.values()].map(eventRow), ({ type, reason, message, object, source }) =>
    JSON.stringify([type, reason, message, object, source]),
  );
  return [...same.values()]
    .flatMap(mergedRow)
    .sort((left, right) => right.lastAt.localeCompare(left.lastAt))
    .slice(0, MOST_EVENTS);
}

function mergedRow(rows: readonly EventRow[]): readonly EventRow[] {
  const [first] = rows;
  if (first === undefined || rows.length === 1) return rows;
  const firstAt = rows.reduce((least, row) => (row.firstAt.localeCompare(least) < 0 ? row.firstAt : least), first.firstAt);
  const lastAt = rows.reduce((most, row) => (row.lastAt.localeCompare(most) > 0 ? row.lastAt : most), first.lastAt);
  return [{ ...first, count: rows.reduce((sum, { count }) => sum + count, 0), firstAt, lastAt }];
}

/** Old and new event APIs fill different fields: a repeated event has either `count` or `series`. */
function eventRow(event: KubernetesEvent): EventRow {
  const firstAt = event.firstTimestamp ?? event.eventTime ?? event.metadata.creationTimestamp;
  const { kind = '', name = '' } = event.involvedObject;
  return {
    type: event.type ?? '',
    reason: event.reason ?? '',
    message: event.message ?? '',
    object: `${kind}/${name}`,
    count: event.series?.count ?? event.count ?? 1,
    firstAt,
    lastAt: event.series?.lastObservedTime ?? event.lastTimestamp ?? firstAt,
    source: event.reportingComponent || event.source?.component || '',
  };
}
