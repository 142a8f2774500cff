import { describe, expect, it } from 'vitest';
import { aNode } from '#lib/testing/builders/a-node.ts';
import { nodeReadiness } from './node-readiness.ts';
import type { NodeCounts } from './node-rollout.ts';

const NONE: NodeCounts = {
  desired: 0,
  current: 0,
  ready: 0,
  updated: 0,
  available: 0,
  misscheduled: 0,
  missing: 0,
  stale: 0,
};
const AVAILABLE = { counts: { ...NONE, desired: 1, current: 1, available: 1 } };
const STALE = { counts: { ...AVAILABLE.counts, stale: 1 } };
const MISSING = { counts: { ...NONE, desired: 1, missing: 1 } };
const MISSCHEDULED = { counts: { ...NONE, current: 1, misscheduled: 1, available: 1 } };
const INELIGIBLE = { counts: NONE };

describe('nodeReadiness', () => {
  it('[WORKS-1] a Node is ready for work when it is Ready and every DaemonSet that should run there is available there', () => {
    expect(nodeReadiness(aNode().build(), [AVAILABLE, STALE])).toEqual({ ready: true, node: 'ready', desired: 2, available: 2 });
    expect(nodeReadiness(aNode().build(), [AVAILABLE, MISSING])).toMatchObject({ ready: false, desired: 2, available: 1 });
    expect(nodeReadiness(aNode().build(), [])).toMatchObject({ ready: true, desired: 0 });
  });

  it('[WORKS-2] a DaemonSet that should not run there neither counts nor makes up for one that should', () => {
    const readiness = nodeReadiness(aNode().build(), [MISSCHEDULED, INELIGIBLE, MISSING]);
    expect(readiness).toEqual({ ready: false, node: 'ready', desired: 1, available: 0 });
  });

  it('[WORKS-3] a Node that is not Ready, unknown or being deleted is not ready for work; a cordoned one can be', () => {
    const of = (node: ReturnType<typeof aNode>) => nodeReadiness(node.build(), [AVAILABLE]);
    expect(of(aNode().withCondition('Ready', 'False'))).toMatchObject({ ready: false, node: 'notReady' });
    expect(of(aNode().withCondition('Ready', 'Unknown'))).toMatchObject({ ready: false, node: 'unknown' });
    expect(of(aNode().withMeta({ deletionTimestamp: '2026-01-01T00:00:00Z' }))).toMatchObject({ ready: false, node: 'deleting' });
    expect(of(aNode().cordoned())).toMatchObject({ ready: true, node: 'ready' });
  });
});
