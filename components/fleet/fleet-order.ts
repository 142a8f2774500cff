import { ageOf } from '#components/ui/age.ts';
import { PHASES, type Phase, type Summary, type SummaryFlag } from '#lib/rollout/summary.ts';

export const FLEET_SORTS = [
  'attention',
  'name',
  'namespace',
  'desired',
  'current',
  'ready',
  'updated',
  'available',
  'stale',
  'misscheduled',
  'age',
] as const;
export type FleetSort = (typeof FLEET_SORTS)[number];

/** What can be so in any phase and wants to be seen. */
export const FLEET_FLAGS = ['stale', 'misscheduled'] as const satisfies readonly SummaryFlag[];
export type FleetFlag = (typeof FLEET_FLAGS)[number];

export interface FleetFilter {
  readonly phases: readonly Phase[];
  /** Only those with every one of these flags. */
  readonly flags: readonly FleetFlag[];
  readonly namespace: string | null;
  readonly search: string;
  readonly sort: FleetSort;
  readonly reverse: boolean;
}

/** The rows that pass the filter, in its order. Counts sort largest first; ties fall back to namespace and name. */
export function fleetRows(items: readonly Summary[], filter: FleetFilter): Summary[] {
  const words = filter.search.toLowerCase().split(/\s+/).filter(Boolean);
  const direction = filter.reverse ? -1 : 1;
  return items
    .filter(
      (item) =>
        (filter.phases.length === 0 || filter.phases.includes(item.phase)) &&
        filter.flags.every((flag) => item[flag] > 0) &&
        (filter.namespace === null || item.namespace === filter.namespace) &&
        words.every((word) => searchText(item).includes(word)),
    )
    .sort((a, b) => compare(a, b, filter.sort) * direction || byName(a, b));
}

function searchText(item: Summary): string {
  return `${item.namespace}/${item.name} ${item.images.join(' ')}`.toLowerCase();
}

function byName(a: Summary, b: Summary): number {
  return a.namespace === b.namespace ? compareText(a.name, b.name) : compareText(a.namespace, b.namespace);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The time, or '' for one that no cluster has lived through: it stands after all others. */
function knownTime(createdAt: string): string {
  return ageOf(Date.parse(createdAt), Date.parse(createdAt)).kind === 'unknown' ? '' : createdAt;
}

function compare(a: Summary, b: Summary, sort: FleetSort): number {
  switch (sort) {
    case 'attention':
      return PHASES.indexOf(a.phase) - PHASES.indexOf(b.phase) || b.misscheduled - a.misscheduled || b.stale - a.stale;
    case 'name':
      return compareText(a.name, b.name);
    case 'namespace':
      return compareText(a.namespace, b.namespace);
    case 'age':
      return compareText(knownTime(b.createdAt), knownTime(a.createdAt));
    default:
      return b[sort] - a[sort];
  }
}

/** How many DaemonSets have each flag, those that none has left out. */
export function flagCounts(items: readonly Summary[]): { flag: FleetFlag; count: number }[] {
  return FLEET_FLAGS.map((flag) => ({ flag, count: items.filter((item) => item[flag] > 0).length })).filter(
    ({ count }) => count > 0,
  );
}

/** How many DaemonSets are in each phase, attention first, empty phases left out. */
export function phaseCounts(items: readonly Summary[]): { phase: Phase; count: number }[] {
  return PHASES.map((phase) => ({ phase, count: items.filter((item) => item.phase === phase).length })).filter(
    ({ count }) => count > 0,
  );
}
