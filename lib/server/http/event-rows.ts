import 'server-only';
import type { EventRow } from '#lib/feed/node-detail.ts';
import type { KubernetesEvent } from '#lib/kubernetes/event.ts';

const MOST_EVENTS = 100;

/** Events newest first, each once, at most 100. */
export function eventRows(events: readonly KubernetesEvent[]): readonly EventRow[] {
  const once = new Map(events.map((event) => [event.metadata.uid, event]));
  return [...once.values()]
    .map(eventRow)
    .sort((left, right) => right.lastAt.localeCompare(left.lastAt))
    .slice(0, MOST_EVENTS);
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
