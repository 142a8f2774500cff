import { describe, expect, it } from 'vitest';
import { sampleDetail, sampleSummary } from '#lib/testing/sample-summary.ts';
import { FeedFormatError } from './feed-format-error.ts';
import { parseFeedPatch } from './parse-feed-patch.ts';
import { parseFeedSnapshot } from './parse-feed-snapshot.ts';
import { parseLiveMessage } from './parse-live-message.ts';
import { slotRuns } from './slot-runs.ts';
import type { DaemonSetSnapshot } from './snapshot.ts';
import { snapshotText } from './snapshot-text.ts';

const CONNECTION = { state: 'live', lastProofAt: null, since: '2026-01-01T00:00:00Z', problem: null };
const NODES = {
  slot: [0, 2],
  name: ['a', 'b'],
  zone: [1, 0],
  pool: [0, 0],
  role: [0, 0],
  instanceType: [0, 0],
  trouble: [0, 1],
  createdAt: [5, 6],
};
const ROLLOUT = { slot: [0], state: [9], marks: [48], revision: [3], reason: [0], restarts: [0], podCreatedAt: [7] };
const SNAPSHOT = {
  kind: 'daemonset',
  cursor: { epoch: 'e', seq: 4 },
  asOf: 'now',
  connection: CONNECTION,
  detail: sampleDetail({ available: 1 }),
  strings: ['', 'zone-a'],
  nodes: NODES,
  rollout: ROLLOUT,
};
const FLEET = {
  kind: 'fleet',
  cursor: { epoch: 'e', seq: 0 },
  asOf: 'now',
  connection: CONNECTION,
  nodeCount: 1,
  items: [sampleSummary({})],
};
const PATCH = { kind: 'daemonset', seq: 5, asOf: 'now', strings: ['zone-b'], removedSlots: [1], nodes: NODES, rollout: ROLLOUT };

describe('parseFeedSnapshot', () => {
  it('[FEED-30] what fits the contract is taken as it is', () => {
    expect(parseFeedSnapshot(SNAPSHOT)).toEqual(SNAPSHOT);
    expect(parseFeedSnapshot(FLEET)).toEqual(FLEET);
  });

  it.each([[[]], [[0, 1, 2, 3]], [[7]], [[0, 1, 4, 5, 9]], [[3, 1, 2]]])(
    '[FEED-36] slots %j come over the wire as they were',
    (slot) => {
      const column = slot.map(() => 0);
      const nodes = { ...SNAPSHOT.nodes, slot, name: slot.map(String), zone: column, pool: column, role: column };
      const rest = { instanceType: column, trouble: column, createdAt: column };
      const rollout = {
        slot,
        state: column,
        marks: column,
        revision: column,
        reason: column,
        restarts: column,
        podCreatedAt: column,
      };
      const snapshot = { ...SNAPSHOT, nodes: { ...nodes, ...rest }, rollout } as unknown as DaemonSetSnapshot;
      expect(parseFeedSnapshot(JSON.parse(snapshotText(snapshot)))).toEqual(snapshot);
    },
  );

  it('[FEED-37] slots that count up take a few bytes whatever their number', () => {
    const slot = Array.from({ length: 5_000 }, (_, index) => index);
    expect(slotRuns(slot)).toEqual({ runs: [0, 5_000] });
  });

  it.each([
    ['no object', null],
    ['an unknown kind', { ...FLEET, kind: 'pods' }],
    ['a column that is too short', { ...SNAPSHOT, nodes: { ...NODES, zone: [1] } }],
    ['a text index beyond the texts', { ...SNAPSHOT, nodes: { ...NODES, zone: [2, 0] } }],
    ['a state that does not exist', { ...SNAPSHOT, rollout: { ...ROLLOUT, state: [10] } }],
    ['a negative slot', { ...SNAPSHOT, rollout: { ...ROLLOUT, slot: [-1] } }],
    ['a slot that would take all memory', { ...SNAPSHOT, rollout: { ...ROLLOUT, slot: [2 ** 31] } }],
    ['a run without a length', { ...SNAPSHOT, rollout: { ...ROLLOUT, slot: { runs: [0] } } }],
    ['a run of another length than its columns', { ...SNAPSHOT, rollout: { ...ROLLOUT, slot: { runs: [0, 2] } } }],
    ['a run that would take all memory', { ...SNAPSHOT, rollout: { ...ROLLOUT, slot: { runs: [1, 1_048_575, 1, 1_048_575] } } }],
    ['a run that leads too far', { ...SNAPSHOT, rollout: { ...ROLLOUT, slot: { runs: [1_048_575, 2] } } }],
    ['a fraction', { ...SNAPSHOT, rollout: { ...ROLLOUT, restarts: [0.5] } }],
    ['a missing column', { ...SNAPSHOT, rollout: { ...ROLLOUT, marks: undefined } }],
    ['texts that do not begin with the empty one', { ...SNAPSHOT, strings: ['zone-a', ''] }],
    ['an unknown connection state', { ...FLEET, connection: { ...CONNECTION, state: 'fine' } }],
    ['a detail without a budget', { ...SNAPSHOT, detail: sampleSummary({}) }],
    ['a Summary without a name', { ...FLEET, items: [{ ...sampleSummary({}), name: 7 }] }],
    ['a broken cursor', { ...FLEET, cursor: { epoch: 'e', seq: '0' } }],
  ])('[FEED-31] %s is refused', (_, value) => {
    expect(() => parseFeedSnapshot(value)).toThrow(FeedFormatError);
  });
});

describe('parseFeedPatch', () => {
  it('[FEED-32] what fits the contract is taken as it is, parts that are absent stay absent', () => {
    expect(parseFeedPatch(PATCH, 2)).toEqual(PATCH);
    const least = { kind: 'fleet', seq: 1, asOf: 'now' };
    expect(parseFeedPatch(least)).toEqual(least);
  });

  it('[FEED-33] a text index may reach what the reader holds and the patch brings, and no further', () => {
    const patch = (index: number) => ({ ...PATCH, nodes: { ...NODES, zone: [index, 0] } });
    expect(() => parseFeedPatch(patch(2), 2)).not.toThrow();
    expect(() => parseFeedPatch(patch(3), 2)).toThrow(FeedFormatError);
  });

  it.each([
    ['no object', 'x'],
    ['an unknown kind', { ...PATCH, kind: 'x' }],
    ['the number 0', { ...PATCH, seq: 0 }],
    ['removed slots that are no numbers', { ...PATCH, removedSlots: ['1'] }],
    ['removed uids that are no strings', { kind: 'fleet', seq: 1, asOf: 'now', removed: [1] }],
  ])('[FEED-34] %s is refused', (_, value) => {
    expect(() => parseFeedPatch(value, 2)).toThrow(FeedFormatError);
  });
});

describe('parseLiveMessage', () => {
  it.each([
    ['surprise', '{}'],
    ['patch', '{'],
    ['patch', 'null'],
    ['reset', '{"feed":1}'],
    ['heartbeat', '{"cluster":"c","at":"now"}'],
    ['bye', '{"retryMs":-1}'],
  ])('[FEED-35] the event %s with %s is refused', (type, data) => {
    expect(() => parseLiveMessage(type, data)).toThrow(FeedFormatError);
  });
});
