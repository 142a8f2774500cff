import { expect, it } from 'vitest';
import type { KubernetesEvent } from '#lib/kubernetes/event.ts';
import { eventRows } from './event-rows.ts';

const anEvent = (index: number, fields: Partial<KubernetesEvent> = {}): KubernetesEvent => ({
  metadata: { name: `e${index}`, uid: `uid-${index}`, resourceVersion: '1', creationTimestamp: '2026-01-01T00:00:00Z' },
  involvedObject: { kind: 'DaemonSet', name: 'agent' },
  type: 'Warning',
  reason: 'FailedCreate',
  message: 'exceeded quota',
  ...fields,
});

it('[EVENTROWS-1] repeats of one thing are one row with their count, from the first to the last, whichever event API wrote them', () => {
  const repeats = Array.from({ length: 10_000 }, (_, index) =>
    anEvent(index, { eventTime: `2026-01-01T00:00:00.${String(index).padStart(6, '0')}Z`, series: null as unknown as undefined }),
  );
  expect(eventRows([...repeats, ...repeats])).toEqual([
    expect.objectContaining({ count: 10_000, firstAt: '2026-01-01T00:00:00.000000Z', lastAt: '2026-01-01T00:00:00.009999Z' }),
  ]);
});

it('[EVENTROWS-2] what differs stays apart, newest first, and at most 100 rows are told', () => {
  const different = Array.from({ length: 300 }, (_, index) =>
    anEvent(index, { message: `message ${index}`, lastTimestamp: `2026-01-01T00:${String(index % 60).padStart(2, '0')}:00Z` }),
  );
  const rows = eventRows(different);
  expect(rows).toHaveLength(100);
  expect(rows.map(({ lastAt }) => lastAt)).toEqual(
    rows
      .map(({ lastAt }) => lastAt)
      .sort()
      .reverse(),
  );
});
