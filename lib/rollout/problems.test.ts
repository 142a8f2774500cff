import { describe, expect, it } from 'vitest';
import { aNode } from '#lib/testing/builders/a-node.ts';
import { aPod } from '#lib/testing/builders/a-pod.ts';
import { aSettledCluster, daemonSet, NOW, uid } from '#lib/testing/builders/settled-cluster.ts';

describe('problems', () => {
  it('[PROBLEM-5] each says since when, how many slots it holds, and the next step with its command', () => {
    const cluster = aSettledCluster();
    cluster.setNode(aNode('c').build());
    cluster.setPod(
      aPod(daemonSet, 'c').on('c').ofRevision('old').waiting('ErrImagePull').createdAt('2026-01-01T00:00:20Z').build(),
    );
    cluster.setNode(aNode('d').build());
    cluster.setPod(aPod(daemonSet, 'd').on('d').waiting('ImagePullBackOff').createdAt('2026-01-01T00:00:30Z').build());
    cluster.settle(NOW);
    expect(cluster.detail(uid)?.problems).toMatchObject([
      {
        title: { code: 'problem.image' },
        states: ['failing', 'outdated'],
        nodes: ['c', 'd'],
        since: '2026-01-01T00:00:20.000Z',
        slots: 2,
        step: { code: 'step.image' },
        command: 'kubectl rollout undo --namespace=default daemonset/logger',
      },
    ]);
  });

  it('[PROBLEM-3] a Pod that is still there after its grace period is a problem before anything is held', () => {
    const cluster = aSettledCluster();
    const until = '2026-01-01T00:02:00Z';
    cluster.setPod(
      aPod(daemonSet, 'pod-a')
        .on('a')
        .terminating(until)
        .withMeta({ finalizers: ['example.com/hold'] })
        .build(),
    );
    expect(cluster.settle(NOW).dueAt).toBe(Date.parse(until));
    expect(cluster.detail(uid)?.problems).toEqual([]);
    cluster.settle(Date.parse(until));
    expect(cluster.detail(uid)?.problems).toMatchObject([
      {
        title: { code: 'problem.finalizer', params: { finalizers: 'example.com/hold' } },
        nodes: ['a'],
        command: `kubectl patch --namespace=default --type=merge '--patch={"metadata":{"finalizers":null}}' pod/pod-a`,
      },
    ]);
  });
});

describe('misscheduled Pods', () => {
  const taint = (key: string) => {
    const cluster = aSettledCluster();
    cluster.setNode(aNode('a').withTaint(key, 'NoSchedule', 'yes').build());
    cluster.settle(NOW);
    return cluster.detail(uid)?.problems ?? [];
  };

  it('[PROBLEM-6] under a NoSchedule taint it may stay, and on a Node that is not ready only until that is over', () => {
    expect(taint('gpu')).toMatchObject([
      {
        title: { code: 'problem.mayStay', params: { taints: 'gpu=yes' } },
        step: { code: 'step.mayStay' },
        command: 'kubectl delete pod --namespace=default pod-a',
      },
    ]);
    expect(taint('node.kubernetes.io/unreachable')).toMatchObject([
      { title: { code: 'problem.untilReady' }, step: { code: 'step.untilReady' }, command: 'kubectl describe node a' },
    ]);
    const cluster = aSettledCluster();
    cluster.setNode(aNode('a').withTaint('gpu', 'NoExecute').build());
    cluster.settle(NOW);
    expect(cluster.detail(uid)?.problems).toMatchObject([{ title: { code: 'problem.misscheduled' } }]);
  });
});
