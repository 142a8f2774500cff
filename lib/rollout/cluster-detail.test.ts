import { describe, expect, it } from 'vitest';
import { aDaemonSet } from '#lib/testing/builders/a-daemon-set.ts';
import { aNode } from '#lib/testing/builders/a-node.ts';
import { aPod } from '#lib/testing/builders/a-pod.ts';
import { aRevision } from '#lib/testing/builders/a-revision.ts';
import { aSettledCluster, daemonSet, NOW, summaryIn, uid } from '#lib/testing/builders/settled-cluster.ts';

describe('ownership', () => {
  it('[POD-3] orphans, Pods of a dead uid, of another Namespace or other labels do not count', () => {
    const cluster = aSettledCluster();
    cluster.setNode(aNode('c').build());
    const pod = aPod(daemonSet, 'stranger').on('c');
    const strangers = [
      pod.withMeta({ ownerReferences: [] }),
      pod.withMeta({
        ownerReferences: [{ apiVersion: 'apps/v1', kind: 'DaemonSet', name: 'logger', uid: 'dead', controller: true }],
      }),
      pod.withMeta({ ownerReferences: [{ apiVersion: 'apps/v1', kind: 'DaemonSet', name: 'logger', uid }] }),
      pod.withMeta({ namespace: 'elsewhere' }),
      pod.withMeta({ labels: { app: 'debug' } }),
    ];
    for (const [index, stranger] of strangers.entries()) {
      cluster.setPod(stranger.withMeta({ name: `stranger-${index}`, uid: `stranger-${index}` }).build());
    }
    cluster.settle(NOW);
    expect(cluster.nodeRollout(uid, 'c')).toMatchObject({ state: 'missing', pods: [] });
    expect(summaryIn(cluster)).toMatchObject({ desired: 3, current: 2, missing: 1, misscheduled: 0 });
  });
});

describe('counts and detail', () => {
  it('[COUNT-5] states sum to the number of Nodes', () => {
    const cluster = aSettledCluster();
    cluster.setNode(aNode('tainted').withTaint('x', 'NoSchedule').build());
    cluster.settle(NOW);
    const { states } = summaryIn(cluster);
    expect(states).toMatchObject({ available: 2, ineligible: 1 });
    expect(Object.values(states).reduce((sum, count) => sum + count, 0)).toBe(3);
  });

  it('[COUNT-6] Pods on a Node that does not exist count once it does', () => {
    const cluster = aSettledCluster();
    cluster.setPod(aPod(daemonSet, 'early').on('c').build());
    cluster.settle(NOW);
    expect(summaryIn(cluster)).toMatchObject({ desired: 2, current: 2, misscheduled: 0 });
    expect(cluster.nodeRollout(uid, 'c')).toBeUndefined();
    cluster.setNode(aNode('c').build());
    cluster.settle(NOW);
    expect(summaryIn(cluster)).toMatchObject({ desired: 3, current: 3, available: 3 });
    cluster.deleteNode('c');
    expect(cluster.settle(NOW)).toMatchObject({ removedNodes: new Set(['c']), nodes: new Set() });
    expect(summaryIn(cluster)).toMatchObject({ desired: 2, current: 2 });
  });

  it('[BUDGET-5] a Pod on a missing Node still uses a slot', () => {
    const cluster = aSettledCluster();
    cluster.setPod(aPod(daemonSet, 'ghost').on('gone').terminating().build());
    cluster.settle(NOW);
    expect(cluster.detail(uid)?.budget).toEqual({
      kind: 'maxUnavailable',
      configured: '1',
      limit: 1,
      used: 1,
      slots: [
        {
          node: 'gone',
          state: 'misscheduled',
          reason: 'Terminating',
          since: '2025-12-31T23:59:30.000Z',
          frees: { code: 'frees.podCollected', params: { pod: 'ghost' } },
        },
      ],
    });
  });

  it('[BUDGET-5] slots of a missing Node come and go with its Pods', () => {
    const cluster = aSettledCluster();
    cluster.setPod(aPod(daemonSet, 'old').on('b').ofRevision('other').build());
    cluster.setPod(aPod(daemonSet, 'pod-a').on('a').waiting('ImagePullBackOff').build());
    cluster.deletePod('pod-default-pod-b');
    const slots = (): unknown => {
      cluster.settle(NOW);
      return summaryIn(cluster).reason;
    };
    const stalled = {
      code: 'phase.stalledByFailures',
      params: { reason: 'ImagePullBackOff', nodes: 1, limit: 1, budget: 'maxUnavailable' },
    };
    expect(slots()).toMatchObject({ ...stalled, params: { ...stalled.params, slots: 1 } });
    const ghost = aPod(daemonSet, 'ghost').on('gone').notReady().build();
    cluster.setPod(ghost);
    expect(slots()).toMatchObject({ params: { slots: 2 } });
    cluster.setPod({ ...ghost, status: { ...ghost.status, phase: 'Pending' } });
    expect(slots()).toMatchObject({ params: { slots: 2 } });
    cluster.deletePod(ghost.metadata.uid);
    expect(slots()).toMatchObject({ params: { slots: 1 } });
  });

  it('[REV-2] a new template makes every Pod stale, going back makes them updated again', () => {
    const cluster = aSettledCluster();
    const next = aDaemonSet().withImage('registry.example/logger:2').atGeneration(2).build();
    cluster.setDaemonSet(next);
    cluster.setControllerRevision(aRevision(next, 'hash2').numbered(2).withChangeCause('new image').build());
    expect(cluster.settle(NOW).daemonSets.get(uid)).toEqual(new Set(['a', 'b']));
    expect(summaryIn(cluster)).toMatchObject({ updated: 0, stale: 2, revision: 2, phase: 'rollingOut' });
    expect(cluster.detail(uid)?.revisions).toMatchObject([
      { revision: 2, hash: 'hash2', pods: 0, current: true, changeCause: 'new image', images: ['registry.example/logger:2'] },
      { revision: 1, hash: 'hash1', pods: 2, current: false, changeCause: null, images: ['registry.example/logger:1'] },
    ]);
    cluster.setDaemonSet(aDaemonSet().atGeneration(3).build());
    cluster.setControllerRevision(aRevision(daemonSet).numbered(3).build());
    cluster.settle(NOW);
    expect(summaryIn(cluster)).toMatchObject({ updated: 2, stale: 0, revision: 3, phase: 'complete' });
  });

  it('[PROBLEM-1] problems are grouped by state and cause, first what needs a person', () => {
    const cluster = aSettledCluster();
    for (const name of ['c', 'd', 'e', 'f']) {
      cluster.setNode(aNode(name).build());
    }
    const pulls = aPod(daemonSet).waiting('ImagePullBackOff', 'manifest unknown');
    cluster.setPod(pulls.on('d').withMeta({ name: 'd', uid: 'd' }).build());
    cluster.setPod(pulls.on('c').withMeta({ name: 'c', uid: 'c' }).build());
    cluster.setPod(aPod(daemonSet, 'e').on('e').waiting('ContainerCreating').build());
    cluster.settle(NOW);
    expect(cluster.detail(uid)?.problems).toMatchObject([
      { cause: 'ImagePullBackOff', state: 'failing', nodeCount: 2, nodes: ['c', 'd'], message: 'manifest unknown' },
      { cause: 'missing', state: 'missing', nodeCount: 1, nodes: ['f'], message: null },
      { cause: 'ContainerCreating', state: 'starting', nodeCount: 1, nodes: ['e'], message: null },
    ]);
  });
});
