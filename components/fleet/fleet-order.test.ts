import { expect, it } from 'vitest';
import { sampleSummary } from '#lib/testing/sample-summary.ts';
import { type FleetFilter, flagCounts, fleetRows, phaseCounts } from './fleet-order.ts';

const ITEMS = [
  sampleSummary({ available: 3 }, { name: 'cilium', phase: 'complete' }),
  sampleSummary({ failing: 1 }, { name: 'dns', phase: 'stalled' }),
  sampleSummary({ outdated: 2 }, { name: 'exporter', namespace: 'observability', phase: 'waitingForDelete' }),
  sampleSummary({ available: 9 }, { name: 'proxy', phase: 'complete', misscheduled: 1 }),
];
const ALL: FleetFilter = { phases: [], flags: [], namespace: null, search: '', sort: 'attention', reverse: false };
const namesOf = (filter: Partial<FleetFilter>) => fleetRows(ITEMS, { ...ALL, ...filter }).map(({ name }) => name);

it('[FLEET-1] what needs a person comes first; misscheduled before quiet ones of the same phase', () => {
  expect(namesOf({})).toEqual(['dns', 'exporter', 'proxy', 'cilium']);
});

it('[FLEET-2] filters combine: phase, namespace and every word of the search', () => {
  expect(namesOf({ phases: ['complete'] })).toEqual(['proxy', 'cilium']);
  expect(namesOf({ namespace: 'observability' })).toEqual(['exporter']);
  expect(namesOf({ search: 'kube-system PRO' })).toEqual(['proxy']);
});

it('[FLEET-3] counts sort largest first and can be reversed', () => {
  expect(namesOf({ sort: 'desired' })).toEqual(['proxy', 'cilium', 'exporter', 'dns']);
  expect(namesOf({ sort: 'desired', reverse: true })).toEqual(['dns', 'exporter', 'cilium', 'proxy']);
});

it('[FLEET-5] by age the youngest comes first; a time that no cluster has lived through stands after all others', () => {
  const times = ['2026-01-01T00:00:00Z', '', '9999-12-31T23:59:59Z', '2026-02-01T00:00:00Z', 'yesterday', '0001-01-01T00:00:00Z'];
  const items = times.map((createdAt) => ({ ...sampleSummary({}, { name: `at-${createdAt}` }), createdAt }));
  const names = fleetRows(items, { ...ALL, sort: 'age' }).map(({ name }) => name);
  expect(names.slice(0, 2)).toEqual(['at-2026-02-01T00:00:00Z', 'at-2026-01-01T00:00:00Z']);
});

it('[FLEET-4] the counts by phase sum to all DaemonSets and sorting mutates nothing', () => {
  const before = [...ITEMS];
  expect(phaseCounts(ITEMS)).toEqual([
    { phase: 'stalled', count: 1 },
    { phase: 'waitingForDelete', count: 1 },
    { phase: 'complete', count: 2 },
  ]);
  namesOf({ sort: 'age' });
  expect(ITEMS).toEqual(before);
});

it('[FLEET-5] flags filter beside the phase, and each is counted once', () => {
  expect(flagCounts(ITEMS)).toEqual([
    { flag: 'stale', count: 1 },
    { flag: 'misscheduled', count: 1 },
  ]);
  expect(namesOf({ flags: ['misscheduled'] })).toEqual(['proxy']);
  expect(namesOf({ flags: ['misscheduled', 'stale'] })).toEqual([]);
  expect(namesOf({ flags: ['stale'], phases: ['complete'] })).toEqual([]);
});
