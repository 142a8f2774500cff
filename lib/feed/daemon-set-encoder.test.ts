import { describe, expect, it } from 'vitest';
import type { NodeRollout } from '#lib/rollout/node-rollout.ts';
import { aNode } from '#lib/testing/builders/a-node.ts';
import { sampleDetail } from '#lib/testing/sample-summary.ts';
import type { Connection } from './connection.ts';
import { DaemonSetEncoder } from './daemon-set-encoder.ts';
import { NodeTable } from './node-table.ts';

const LIVE: Connection = { state: 'live', lastProofAt: null, since: 'then', problem: null };
const NO_COUNTS = { desired: 0, current: 0, ready: 0, updated: 0, available: 0, misscheduled: 0, missing: 0, stale: 0 };

function anEncoder() {
  const nodes = new NodeTable();
  let details = 0;
  const detail = () => {
    details += 1;
    return sampleDetail({ missing: 1 });
  };
  const nodeRollout = (node: string): NodeRollout => ({
    node,
    placement: { shouldRun: true, shouldContinueRunning: true, reasons: [] },
    state: 'missing',
    reason: '',
    pods: [],
    counts: NO_COUNTS,
    dueAt: null,
  });
  const encoder = new DaemonSetEncoder({ epoch: 'e', source: { nodes, detail, nodeRollout }, asOf: 'then', connection: LIVE });
  const add = (name: string) => nodes.apply([name], new Map([[name, aNode(name).build()]]));
  return { encoder, add, details: () => details };
}

const round = { asOf: 'now', connection: LIVE };

describe('DaemonSetEncoder', () => {
  it('[FEED-26] a Node that joins brings its row, although the model does not name it', () => {
    const { encoder, add } = anEncoder();
    expect(encoder.patch({ ...round, nodes: add('n1'), rollouts: undefined })).toMatchObject({
      nodes: { slot: [0] },
      rollout: { slot: [0] },
    });
  });

  it('[FEED-27] the detail is asked for only when something about the DaemonSet changed', () => {
    const { encoder, add, details } = anEncoder();
    const before = details();
    encoder.patch({ ...round, nodes: add('n1'), rollouts: undefined });
    expect(details()).toBe(before);
    expect(encoder.patch({ ...round, nodes: { changed: [], removed: [] }, rollouts: [] })).toHaveProperty('detail');
  });

  it('[FEED-28] a proof of life alone is no patch, another state of the connection is', () => {
    const { encoder } = anEncoder();
    const nothing = { nodes: { changed: [], removed: [] }, rollouts: undefined };
    expect(encoder.patch({ ...round, ...nothing, connection: { ...LIVE, lastProofAt: 'now' } })).toBeNull();
    const stale: Connection = { ...LIVE, state: 'stale', problem: 'No route.' };
    expect(encoder.patch({ ...round, ...nothing, connection: stale })).toEqual({
      kind: 'daemonset',
      seq: 1,
      asOf: 'now',
      connection: stale,
    });
  });
});
