import { objectOr, stringOr, valueAt } from '../json.ts';
import type { StoredObject } from '../object-store.ts';
import { since } from './human-duration.ts';

/** The cells of one Event, wide ones included. Mirrors pkg/printers/internalversion/printers.go printEvent, v1.36. */
export function eventCells(event: StoredObject, now: number): readonly unknown[] {
  const first = stringOr(event.firstTimestamp) === '' ? since(event.eventTime, now) : since(event.firstTimestamp, now);
  const series = event.series === undefined || event.series === null ? undefined : objectOr(event.series);
  const last = stringOr(event.lastTimestamp) === '' ? first : since(event.lastTimestamp, now);
  const involved = objectOr(event.involvedObject);
  const kind = stringOr(involved.kind).toLowerCase();
  const component = stringOr(valueAt(event.source, 'component')) || stringOr(event.reportingComponent);
  const instance = stringOr(valueAt(event.source, 'host')) || stringOr(event.reportingInstance);
  return [
    series ? since(series.lastObservedTime, now) : last,
    stringOr(event.type),
    stringOr(event.reason),
    stringOr(involved.name) === '' ? kind : `${kind}/${stringOr(involved.name)}`,
    stringOr(involved.fieldPath),
    instance === '' ? component : `${component}, ${instance}`,
    stringOr(event.message).trim(),
    first,
    Number(series ? (series.count ?? 0) : event.count || 1),
    event.metadata.name,
  ];
}
