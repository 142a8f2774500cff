import type { TableLine } from '#components/ui/table-text.ts';
import type { LiveDaemonSet } from '#lib/client/live-daemon-set.ts';
import { MARK, TROUBLE } from '#lib/feed/snapshot.ts';
import { NODE_ROLLOUT_STATES } from '#lib/rollout/node-rollout-state.ts';

/** What is written down of one Node; English words of the API, so that files of different people can be compared. */
export interface NodeRecord {
  readonly node: string;
  readonly state: string;
  readonly stale: boolean;
  readonly eligible: boolean;
  readonly reason: string;
  /** Null without a Pod. */
  readonly revision: number | null;
  readonly restarts: number;
  /** RFC 3339, '' without a Pod. */
  readonly podCreated: string;
  readonly zone: string;
  readonly pool: string;
  readonly role: string;
  readonly instanceType: string;
  readonly trouble: readonly string[];
}

/** The Nodes of these slots as records, in this order. */
export function nodeRecords(live: LiveDaemonSet, slots: Iterable<number>): readonly NodeRecord[] {
  return Array.from(slots, (slot) => {
    const marks = live.marks[slot] ?? 0;
    const trouble = live.trouble[slot] ?? 0;
    const created = live.podCreatedAt[slot] ?? 0;
    return {
      node: live.name(slot),
      state: NODE_ROLLOUT_STATES[live.state[slot] ?? 0] ?? '',
      stale: (marks & MARK.stale) !== 0,
      eligible: (marks & MARK.shouldRun) !== 0,
      reason: live.text(live.reason[slot] ?? 0),
      revision: live.revision[slot] || null,
      restarts: live.restarts[slot] ?? 0,
      podCreated: created > 0 ? `${new Date(created * 1000).toISOString().slice(0, 19)}Z` : '',
      zone: live.text(live.zone[slot] ?? 0),
      pool: live.text(live.pool[slot] ?? 0),
      role: live.text(live.role[slot] ?? 0),
      instanceType: live.text(live.instanceType[slot] ?? 0),
      trouble: Object.entries(TROUBLE).flatMap(([name, bit]) => (trouble & bit ? [name] : [])),
    };
  });
}

const COLUMNS = [
  'node',
  'state',
  'stale',
  'eligible',
  'reason',
  'revision',
  'restarts',
  'podCreated',
  'zone',
  'pool',
  'role',
  'instanceType',
  'trouble',
] as const satisfies readonly (keyof NodeRecord)[];

/** The records as a table whose first line names the columns. */
export function recordLines(records: readonly NodeRecord[]): readonly TableLine[] {
  const cellOf = (value: NodeRecord[keyof NodeRecord]) =>
    value === null ? '' : typeof value === 'object' ? value.join(' ') : value;
  return [COLUMNS, ...records.map((record) => COLUMNS.map((column) => cellOf(record[column])))];
}
