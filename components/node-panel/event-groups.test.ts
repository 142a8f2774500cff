import { expect, it } from 'vitest';
import type { EventRow } from '#lib/feed/node-detail.ts';
import { eventGroups } from './event-groups.ts';

function anEvent(parts: Partial<EventRow>): EventRow {
  const at = '2026-01-01T00:00:00Z';
  return {
    type: 'Normal',
    reason: 'Pulled',
    message: 'm',
    object: 'Pod/a',
    count: 1,
    firstAt: at,
    lastAt: at,
    source: 'kubelet',
    ...parts,
  };
}

it('[EVENTS-1] events of one reason about one object are one, with every message once and the times of all', () => {
  const groups = eventGroups([
    anEvent({ message: 'first', count: 2, firstAt: '2026-01-01T00:01:00Z', lastAt: '2026-01-01T00:02:00Z' }),
    anEvent({ message: 'second', lastAt: '2026-01-01T00:03:00.000001Z', source: '' }),
    anEvent({ message: ' second\n', firstAt: '2025-12-31T23:00:00Z' }),
    anEvent({ object: 'Pod/b' }),
  ]);
  expect(groups).toEqual([
    {
      type: 'Normal',
      reason: 'Pulled',
      object: 'Pod/a',
      count: 4,
      firstAt: '2025-12-31T23:00:00Z',
      lastAt: '2026-01-01T00:03:00.000001Z',
      messages: ['second', 'first'],
      sources: ['kubelet'],
    },
    expect.objectContaining({ object: 'Pod/b', count: 1 }),
  ]);
});

it('[EVENTS-2] what warns stands before what does not, then the newest first, and what has no time last', () => {
  const groups = eventGroups([
    anEvent({ reason: 'Old', lastAt: 'never' }),
    anEvent({ reason: 'New', lastAt: '2026-01-01T02:00:00Z' }),
    anEvent({ reason: 'Warned', type: 'Warning', lastAt: '2026-01-01T01:00:00.5Z' }),
    anEvent({ reason: 'Odd', type: '', lastAt: '2026-01-01T01:00:00Z' }),
  ]);
  expect(groups.map(({ reason }) => reason)).toEqual(['Warned', 'Odd', 'New', 'Old']);
});
