import { describe, expect, it } from 'vitest';
import { aDaemonSet } from '#lib/testing/builders/a-daemon-set.ts';
import { aNode } from '#lib/testing/builders/a-node.ts';
import { aPod } from '#lib/testing/builders/a-pod.ts';
import { aRevision } from '#lib/testing/builders/a-revision.ts';
import { aSettledCluster, daemonSet, NOW, summaryIn, uid } from '#lib/testing/builders/settled-cluster.ts';
import type { RolloutChanges } from './cluster-rollout.ts';
import { createClusterRollout } from './create-cluster-rollout.ts';

const UNCHANGED: RolloutChanges = {
  nodes: new Set(),
  removedNodes: new Set(),
  daemonSets: new Map(),
  removedDaemonSets: new Set(),
  dueAt: null,
};

describe('cluster', () => {
  it('[CLUSTER-1] a Pod before its Node, its revision and its DaemonSet', () => {
    const cluster = createClusterRollout();
    cluster.setPod(aPod(daemonSet, 'pod-a').on('a').build());
    cluster.settle(NOW);
    cluster.setControllerRevision(aRevision(daemonSet).build());
    cluster.setDaemonSet(daemonSet);
    cluster.settle(NOW);
    cluster.setNode(aNode('a').build());
    cluster.settle(NOW);
    expect(summaryIn(cluster)).toMatchObject({ phase: 'complete', desired: 1, updated: 1, available: 1 });
  });

  it('[CLUSTER-2] the same objects again change nothing and keep every reference', () => {
    const cluster = aSettledCluster();
    const summary = summaryIn(cluster);
    const rollout = cluster.nodeRollout(uid, 'a');
    const detail = cluster.detail(uid);
    expect(detail).toBe(cluster.detail(uid));
    cluster.setDaemonSet(aDaemonSet().withMeta({ resourceVersion: '2' }).build());
    cluster.setControllerRevision(aRevision(daemonSet).build());
    cluster.setNode(aNode('a').withMeta({ resourceVersion: '2' }).build());
    cluster.setPod(aPod(daemonSet, 'pod-a').on('a').withMeta({ resourceVersion: '2' }).build());
    expect(cluster.settle(NOW)).toEqual(UNCHANGED);
    expect(summaryIn(cluster)).toBe(summary);
    expect(cluster.nodeRollout(uid, 'a')).toBe(rollout);
  });

  it('[CLUSTER-3] a heartbeat is no change, another condition is one of the Node alone', () => {
    const cluster = aSettledCluster();
    const heartbeat = {
      type: 'Ready',
      status: 'True',
      reason: 'KubeletReady',
      lastHeartbeatTime: '2026-01-01T00:05:00Z',
    } as const;
    cluster.setNode({ ...aNode('a').build(), status: { conditions: [heartbeat] } });
    expect(cluster.settle(NOW)).toEqual(UNCHANGED);
    cluster.setNode(aNode('a').withCondition('Ready', 'Unknown', 'NodeStatusUnknown').build());
    expect(cluster.settle(NOW)).toEqual({ ...UNCHANGED, nodes: new Set(['a']) });
  });

  it('[CLUSTER-3] a change of one Pod names its DaemonSet and its Node, a change of status the DaemonSet alone', () => {
    const cluster = aSettledCluster();
    cluster.setPod(aPod(daemonSet, 'pod-a').on('a').withMeta({ name: 'pod-a' }).waiting('CrashLoopBackOff').build());
    expect(cluster.settle(NOW)).toEqual({ ...UNCHANGED, daemonSets: new Map([[uid, new Set(['a'])]]) });
    expect(summaryIn(cluster).phase).toBe('degraded');
    cluster.setDaemonSet(aDaemonSet().withStatus({ numberReady: 1 }).build());
    expect(cluster.settle(NOW)).toEqual({ ...UNCHANGED, daemonSets: new Map([[uid, new Set()]]) });
    cluster.deleteDaemonSet(uid);
    expect(cluster.settle(NOW)).toEqual({ ...UNCHANGED, removedDaemonSets: new Set([uid]) });
    expect(cluster.uidOf('default', 'logger')).toBeUndefined();
    expect(cluster.detail(uid)).toBeUndefined();
  });

  it('[CLUSTER-4] a Pod that returns under its name replaces the old one', () => {
    const cluster = aSettledCluster();
    cluster.setPod(aPod(daemonSet, 'pod-a').on('b').withMeta({ uid: 'second' }).build());
    cluster.settle(NOW);
    expect(cluster.nodeRollout(uid, 'a')?.state).toBe('missing');
    expect(cluster.nodeRollout(uid, 'b')?.pods.map((pod) => pod.uid)).toEqual(['second', 'pod-default-pod-b']);
    cluster.deletePod('pod-default-pod-a');
    expect(cluster.settle(NOW)).toMatchObject({ daemonSets: new Map() });
    cluster.deletePod('second');
    cluster.settle(NOW);
    expect(cluster.nodeRollout(uid, 'b')?.pods).toHaveLength(1);
  });

  it('[CLUSTER-4] a DaemonSet that returns under its name starts without the old Pods', () => {
    const cluster = aSettledCluster();
    const again = aDaemonSet().withMeta({ uid: 'again' }).build();
    cluster.setDaemonSet(again);
    const changes = cluster.settle(NOW);
    expect(changes.removedDaemonSets).toEqual(new Set([uid]));
    expect(changes.daemonSets).toEqual(new Map([['again', new Set(['a', 'b'])]]));
    expect(cluster.uidOf('default', 'logger')).toBe('again');
    cluster.deleteDaemonSet(uid);
    cluster.settle(NOW);
    expect(summaryIn(cluster, 'again')).toMatchObject({ desired: 2, current: 0, missing: 2 });
  });

  it('[CLUSTER-5] minReadySeconds end at dueAt and not before', () => {
    const cluster = aSettledCluster();
    cluster.setDaemonSet(aDaemonSet().withMinReadySeconds(90).build());
    expect(cluster.settle(NOW).dueAt).toBe(NOW + 30_000);
    expect(summaryIn(cluster)).toMatchObject({ ready: 2, available: 0, phase: 'rollingOut' });
    expect(cluster.settle(NOW + 29_999)).toEqual({ ...UNCHANGED, dueAt: NOW + 30_000 });
    expect(cluster.settle(NOW + 30_000)).toEqual({ ...UNCHANGED, daemonSets: new Map([[uid, new Set(['a', 'b'])]]) });
    expect(summaryIn(cluster).phase).toBe('complete');
  });

  it('[CLUSTER-6] a changed Pod leaves every other Node unread', () => {
    const cluster = aSettledCluster();
    const unreadable = aNode('b').build();
    let reads = 0;
    const spied = new Proxy(unreadable, {
      get(target, key, receiver) {
        reads += 1;
        return Reflect.get(target, key, receiver);
      },
    });
    cluster.setNode(spied);
    cluster.settle(NOW);
    reads = 0;
    cluster.setPod(aPod(daemonSet, 'pod-a').on('a').waiting('CrashLoopBackOff').build());
    expect(cluster.settle(NOW).daemonSets.get(uid)).toEqual(new Set(['a']));
    expect(reads).toBe(0);
  });

  it('[CLUSTER-5] a stall comes at dueAt by itself', () => {
    const cluster = aSettledCluster();
    cluster.setPod(aPod(daemonSet, 'pod-a').on('a').waiting('ContainerCreating').build());
    const { dueAt } = cluster.settle(NOW);
    expect(dueAt).toBe(Date.parse(daemonSet.metadata.creationTimestamp) + 600_000);
    expect(summaryIn(cluster).phase).toBe('rollingOut');
    expect(cluster.settle((dueAt ?? 0) - 1)).toEqual({ ...UNCHANGED, dueAt });
    expect(cluster.settle(dueAt ?? 0)).toEqual({ ...UNCHANGED, daemonSets: new Map([[uid, new Set(['a'])]]) });
    expect(summaryIn(cluster).phase).toBe('degraded');
  });

  it('[CLUSTER-5] time also moves the Pods of a missing Node', () => {
    const cluster = aSettledCluster();
    const minReady = aDaemonSet().withMinReadySeconds(90).build();
    cluster.setDaemonSet(minReady);
    cluster.setPod(aPod(minReady, 'ghost').on('gone').ready('2026-01-01T00:00:10Z').build());
    cluster.settle(NOW + 30_000);
    expect(cluster.detail(uid)?.budget.used).toBe(1);
    expect(cluster.settle(NOW + 39_999).dueAt).toBe(NOW + 40_000);
    cluster.settle(NOW + 40_000);
    expect(cluster.detail(uid)?.budget.used).toBe(0);
  });
});
