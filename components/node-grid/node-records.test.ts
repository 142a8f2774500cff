import { expect, it } from 'vitest';
import { MARK, TROUBLE } from '#lib/feed/snapshot.ts';
import { sampleLiveDaemonSet } from '#lib/testing/sample-live-daemon-set.ts';
import { nodeRecords, recordLines } from './node-records.ts';

const LIVE = sampleLiveDaemonSet([
  { name: 'node-1', state: 'outdated', zone: 'a', pool: 'p', restarts: 2, trouble: TROUBLE.notReady | TROUBLE.cordoned },
  { name: 'node-2', state: 'missing', reason: '=cmd()', marks: MARK.pending },
]);

it('[EXPORT-5] a record says everything that the row says, raw and in the words of the API', () => {
  expect(nodeRecords(LIVE, [1, 0])).toEqual([
    {
      node: 'node-2',
      state: 'missing',
      stale: false,
      eligible: true,
      reason: '=cmd()',
      revision: null,
      restarts: 0,
      podCreated: '',
      zone: '',
      pool: '',
      role: 'worker',
      instanceType: 'm6i.xlarge',
      trouble: [],
    },
    {
      node: 'node-1',
      state: 'outdated',
      stale: true,
      eligible: true,
      reason: '',
      revision: 7,
      restarts: 2,
      podCreated: '2026-11-21T02:00:00Z',
      zone: 'a',
      pool: 'p',
      role: 'worker',
      instanceType: 'm6i.xlarge',
      trouble: ['notReady', 'cordoned'],
    },
  ]);
});

it('[EXPORT-6] a table has one line of titles and one for each Node, all of one length', () => {
  const lines = recordLines(nodeRecords(LIVE, [0, 1]));
  expect(lines).toHaveLength(3);
  expect(new Set(lines.map((line) => line.length)).size).toBe(1);
  expect(lines[1]?.at(-1)).toBe('notReady cordoned');
});
