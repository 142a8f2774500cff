import { describe, expect, it } from 'vitest';
import { PAUSED_ANNOTATION } from '#lib/kubernetes/daemon-set.ts';
import { aDaemonSet } from '#lib/testing/builders/a-daemon-set.ts';
import { aNode, type NodeBuilder } from '#lib/testing/builders/a-node.ts';
import { aPod, type PodBuilder } from '#lib/testing/builders/a-pod.ts';
import { aRevision } from '#lib/testing/builders/a-revision.ts';
import { creating, NOW, pullFails, RECENT, summaryOf } from '#lib/testing/builders/summary-of.ts';
import { createClusterRollout } from './create-cluster-rollout.ts';
import { STALL_AFTER_MS } from './phase.ts';

function phaseOf(...args: Parameters<typeof summaryOf>): unknown {
  const { phase, reason } = summaryOf(...args);
  return [phase, reason.code, reason.params];
}

const leaving = (pod: PodBuilder): PodBuilder => pod.terminating(new Date(NOW).toISOString());

describe('phase', () => {
  it('[PHASE-1] a deletionTimestamp comes before everything', () => {
    const deleting = aDaemonSet().deleting(RECENT).atGeneration(3, 2);
    expect(phaseOf(deleting, ['new', 'old'])).toEqual(['deleting', 'phase.deleting', { pods: 2, finalizers: 'none' }]);
    const held = deleting.withMeta({ finalizers: ['foregroundDeletion', 'example.com/hold'] });
    expect(phaseOf(held, [])).toEqual([
      'deleting',
      'phase.deleting',
      { pods: 0, finalizers: 'foregroundDeletion, example.com/hold' },
    ]);
    expect(summaryOf(aDaemonSet().deleting(RECENT).withStatus({ desiredNumberScheduled: 9 }), ['new']).drift).toEqual([]);
  });

  it('[PHASE-2] before the controller has observed the spec and made its revision nothing is concluded', () => {
    expect(phaseOf(aDaemonSet().atGeneration(3, 2), ['new'])).toEqual([
      'notObserved',
      'phase.notObserved',
      { generation: 3, observedGeneration: 2 },
    ]);
    expect(phaseOf(aDaemonSet().onDelete(), ['new'], { withoutRevision: true })).toEqual([
      'notObserved',
      'phase.revisionUnknown',
      {},
    ]);
  });

  it("[PHASE-3] OnDelete with Rollcall's annotation is paused, the annotation alone is not", () => {
    const marked = aDaemonSet().withAnnotation(PAUSED_ANNOTATION, '{}');
    expect(phaseOf(marked.onDelete(), ['new', 'old'])).toEqual(['paused', 'phase.paused', { stale: 1 }]);
    expect(phaseOf(marked, ['new'])).toEqual(['complete', 'phase.complete', { desired: 1 }]);
  });

  it('[PHASE-4] complete needs every eligible Node updated and available, and nothing stale', () => {
    for (const strategy of [aDaemonSet(), aDaemonSet().onDelete()]) {
      expect(phaseOf(strategy, ['new', 'new'])).toEqual(['complete', 'phase.complete', { desired: 2 }]);
      expect(phaseOf(strategy, [])).toEqual(['complete', 'phase.noEligibleNode', {}]);
      for (const unfinished of ['old', 'none', pullFails, creating, leaving] as const) {
        expect(summaryOf(strategy, ['new', unfinished]).phase).not.toBe('complete');
      }
      expect(summaryOf(strategy.withMinReadySeconds(90_000), ['new']).phase).not.toBe('complete');
    }
  });

  it('[PHASE-4] a stale Pod on a Node that is not eligible is stale all the same', () => {
    const stray = (pod: PodBuilder): PodBuilder => pod.ofRevision('old').on('tainted');
    const daemonSet = aDaemonSet().build();
    const cluster = createClusterRollout();
    cluster.setDaemonSet(daemonSet);
    cluster.setControllerRevision(aRevision(daemonSet, 'new').build());
    cluster.setNode(aNode('tainted').withTaint('x', 'NoSchedule').build());
    cluster.setPod(stray(aPod(daemonSet)).createdAt(RECENT).build());
    cluster.settle(NOW);
    expect(cluster.summaries().get(daemonSet.metadata.uid)).toMatchObject({
      phase: 'rollingOut',
      flags: ['misscheduled', 'stale', 'drift'],
      desired: 0,
      stale: 1,
    });
  });

  it('[PHASE-5] OnDelete with stale Pods waits for deletes', () => {
    expect(phaseOf(aDaemonSet().onDelete(), ['new', 'old', 'old', creating])).toEqual([
      'waitingForDelete',
      'phase.waitingForDelete',
      { stale: 2 },
    ]);
  });

  it('[PHASE-6] failing Nodes that fill the budget stall the rollout', () => {
    expect(phaseOf(aDaemonSet(), ['old', 'old', pullFails])).toEqual([
      'stalled',
      'phase.stalledByFailures',
      { reason: 'ImagePullBackOff', nodes: 1, slots: 1, limit: 1, budget: 'maxUnavailable' },
    ]);
    expect(summaryOf(aDaemonSet().withMaxUnavailable(2), ['old', 'old', pullFails]).phase).toBe('rollingOut');
    expect(summaryOf(aDaemonSet().withMaxUnavailable('50%'), ['old', 'old', pullFails, pullFails]).phase).toBe('stalled');
  });

  it('[PHASE-7] a failure after the rollout is degraded', () => {
    expect(phaseOf(aDaemonSet(), ['new', 'new', pullFails, creating])).toEqual([
      'degraded',
      'phase.degradedByFailures',
      { reason: 'ImagePullBackOff', nodes: 1, desired: 4 },
    ]);
  });

  it('[PHASE-8] Nodes newer than every revision are joining, older ones are rolled to', () => {
    const joinedAt = '2026-01-01T23:59:00Z';
    expect(phaseOf(aDaemonSet(), ['new', 'none', creating], { joinedAt })).toEqual([
      'nodesJoining',
      'phase.nodesJoining',
      { nodes: 2 },
    ]);
    expect(phaseOf(aDaemonSet(), ['new', 'none', creating])).toEqual([
      'rollingOut',
      'phase.creating',
      { missing: 1, desired: 3 },
    ]);
    expect(summaryOf(aDaemonSet(), ['old', 'none'], { joinedAt }).phase).toBe('rollingOut');
  });

  it('[PHASE-8] a new Node that is not eligible does not hide that an old one lags', () => {
    const cluster = createClusterRollout();
    const daemonSet = aDaemonSet().build();
    cluster.setDaemonSet(daemonSet);
    cluster.setControllerRevision(aRevision(daemonSet, 'new').build());
    cluster.setNode(aNode('old').build());
    cluster.setNode(aNode('new').withTaint('x', 'NoSchedule').createdAt(RECENT).build());
    cluster.setPod(creating(aPod(daemonSet).on('old').ofRevision('new').createdAt(RECENT)).build());
    cluster.settle(NOW);
    const { uid } = daemonSet.metadata;
    expect(cluster.summaries().get(uid)?.phase).toBe('rollingOut');
    cluster.setNode(aNode('old').createdAt(RECENT).build());
    cluster.settle(NOW);
    expect(cluster.summaries().get(uid)?.phase).toBe('nodesJoining');
  });

  it.each([
    ['is being deleted', (node: NodeBuilder) => node.withMeta({ deletionTimestamp: RECENT })],
    [
      'is removed by the cluster autoscaler',
      (node: NodeBuilder) => node.withTaint('ToBeDeletedByClusterAutoscaler', 'NoSchedule'),
    ],
    ['is removed by Karpenter', (node: NodeBuilder) => node.withTaint('karpenter.sh/disrupted', 'NoSchedule')],
  ])('[PHASE-8] a Node that %s is leaving, not rolled to', (_, mark) => {
    const cluster = createClusterRollout();
    const daemonSet = aDaemonSet().withToleration({ operator: 'Exists' }).build();
    const phase = () => {
      cluster.settle(NOW);
      const summary = cluster.summaries().get(daemonSet.metadata.uid);
      return [summary?.phase, summary?.reason.code, summary?.reason.params];
    };
    cluster.setDaemonSet(daemonSet);
    cluster.setControllerRevision(aRevision(daemonSet, 'new').build());
    cluster.setNode(mark(aNode('going')).build());
    const pod = aPod(daemonSet).on('going').ofRevision('new').createdAt(RECENT);
    cluster.setPod(pod.build());
    expect(phase()[0]).toBe('complete');
    cluster.setPod(creating(pod).build());
    expect(phase()).toEqual(['nodesLeaving', 'phase.nodesLeaving', { nodes: 1 }]);
    cluster.setNode(aNode('coming').createdAt(RECENT).build());
    expect(phase()).toEqual(['nodesJoining', 'phase.nodesJoiningAndLeaving', { joining: 1, leaving: 1 }]);
    cluster.setNode(aNode('staying').build());
    expect(phase()[0]).toBe('rollingOut');
    cluster.deleteNode('staying');
    cluster.setPod(pullFails(pod).build());
    expect(phase()[0]).toBe('degraded');
  });

  it('[PHASE-9] nothing changed for the limit and minReadySeconds is a stall', () => {
    const since = Date.parse(RECENT);
    const stallAt = since + STALL_AFTER_MS;
    const params = { since: RECENT, minutes: 10, nodes: 1 };
    expect(summaryOf(aDaemonSet(), ['new', 'old'], { now: stallAt - 1 }).phase).toBe('rollingOut');
    expect(phaseOf(aDaemonSet(), ['new', 'old'], { now: stallAt })).toEqual(['stalled', 'phase.stalledByTime', params]);
    expect(phaseOf(aDaemonSet(), ['new', 'none'], { now: stallAt })).toEqual(['stalled', 'phase.stalledByTime', params]);
    expect(phaseOf(aDaemonSet(), ['new', creating], { now: stallAt })).toEqual(['degraded', 'phase.degradedByTime', params]);
    expect(summaryOf(aDaemonSet().withMinReadySeconds(60), ['new', creating], { now: stallAt }).phase).toBe('rollingOut');
    expect(
      summaryOf(aDaemonSet().withMeta({ changedAt: new Date(stallAt).toISOString() }), ['new', 'old'], { now: stallAt }).phase,
    ).toBe('rollingOut');
    expect(summaryOf(aDaemonSet(), ['new'], { now: stallAt }).phase).toBe('complete');
  });

  it('[PHASE-9] a deletion counts from when it was asked for, not from the end of its grace period', () => {
    const askedAt = NOW - 30_000;
    const stallAt = askedAt + STALL_AFTER_MS;
    expect(phaseOf(aDaemonSet(), [leaving], { now: stallAt - 1 })).toEqual([
      'rollingOut',
      'phase.becomingAvailable',
      { available: 0, desired: 1 },
    ]);
    expect(phaseOf(aDaemonSet(), [leaving], { now: stallAt })).toEqual([
      'degraded',
      'phase.degradedByTime',
      { since: new Date(askedAt).toISOString(), minutes: 10, nodes: 1 },
    ]);
  });

  it('[PHASE-9] a Node that has just joined, or just become eligible, restarts the clock', () => {
    const now = Date.parse(RECENT) + STALL_AFTER_MS;
    const justNow = new Date(now - 1000).toISOString();
    expect(summaryOf(aDaemonSet(), ['new', 'none'], { now }).phase).toBe('stalled');
    expect(summaryOf(aDaemonSet(), ['new', 'none'], { now, joinedAt: justNow }).phase).toBe('nodesJoining');
    const cluster = createClusterRollout();
    const daemonSet = aDaemonSet().withNodeSelector('pool', 'a').build();
    cluster.setDaemonSet(daemonSet);
    cluster.setControllerRevision(aRevision(daemonSet, 'new').build());
    cluster.setNode(aNode().build());
    cluster.settle(now);
    cluster.setNode(aNode().withLabel('pool', 'a').withMeta({ changedAt: justNow }).build());
    cluster.settle(now);
    expect(cluster.summaries().get(daemonSet.metadata.uid)).toMatchObject({ phase: 'rollingOut', missing: 1 });
  });

  it('[PHASE-10] otherwise the rollout goes on', () => {
    expect(phaseOf(aDaemonSet(), ['new', 'old', 'old'])).toEqual([
      'rollingOut',
      'phase.updating',
      { updated: 1, desired: 3, stale: 2 },
    ]);
    expect(phaseOf(aDaemonSet(), ['new', creating])).toEqual([
      'rollingOut',
      'phase.becomingAvailable',
      { available: 1, desired: 2 },
    ]);
  });
});
