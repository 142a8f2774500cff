import { describe, expect, it } from 'vitest';
import { aDaemonSet } from '#lib/testing/builders/a-daemon-set.ts';
import { aNode } from '#lib/testing/builders/a-node.ts';
import { aPod } from '#lib/testing/builders/a-pod.ts';
import { aRevision } from '#lib/testing/builders/a-revision.ts';
import type { ClusterRollout, RolloutChanges } from './cluster-rollout.ts';
import { createClusterRollout } from './create-cluster-rollout.ts';
import type { Summary } from './summary.ts';

const NOW = Date.parse('2026-01-01T00:01:00Z');
const UNCHANGED: RolloutChanges = {
  nodes: new Set(),
  removedNodes: new Set(),
  daemonSets: new Map(),
  removedDaemonSets: new Set(),
  dueAt: null,
};

const daemonSet = aDaemonSet().build();
const { uid } = daemonSet.metadata;

/** Two Nodes, each with an available Pod of the update revision, settled. */
function aCluster(): ClusterRollout {
  const cluster = createClusterRollout();
  cluster.setDaemonSet(daemonSet);
  cluster.setControllerRevision(aRevision(daemonSet).build());
  for (const name of ['a', 'b']) {
    cluster.setNode(aNode(name).build());
    cluster.setPod(aPod(daemonSet, `pod-${name}`).on(name).build());
  }
  cluster.settle(NOW);
  return cluster;
}

function summaryIn(cluster: ClusterRollout, of = uid): Summary {
  const summary = cluster.summaries().get(of);
  if (summary === undefined) {
    throw new Error(`no summary of ${of}`);
  }
  return summary;
}

describe('ownership', () => {
  it('[POD-3] orphans, Pods of a dead uid, of another Namespace or other labels do not count', () => {
    const cluster = aCluster();
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

describe('cluster', () => {
  it('[COUNT-5] states sum to the number of Nodes', () => {
    const cluster = aCluster();
    cluster.setNode(aNode('tainted').withTaint('x', 'NoSchedule').build());
    cluster.settle(NOW);
    const { states } = summaryIn(cluster);
    expect(states).toMatchObject({ available: 2, ineligible: 1 });
    expect(Object.values(states).reduce((sum, count) => sum + count, 0)).toBe(3);
  });

  it('[COUNT-6] Pods on a Node that does not exist count once it does', () => {
    const cluster = aCluster();
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
    const cluster = aCluster();
    cluster.setPod(aPod(daemonSet, 'ghost').on('gone').terminating().build());
    cluster.settle(NOW);
    expect(cluster.detail(uid)?.budget).toEqual({
      kind: 'maxUnavailable',
      configured: '1',
      limit: 1,
      used: 1,
      slots: [{ node: 'gone', state: 'misscheduled', reason: 'Terminating' }],
    });
  });

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
    const cluster = aCluster();
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
    const cluster = aCluster();
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
    const cluster = aCluster();
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
    const cluster = aCluster();
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
    const cluster = aCluster();
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
    const cluster = aCluster();
    cluster.setDaemonSet(aDaemonSet().withMinReadySeconds(90).build());
    expect(cluster.settle(NOW).dueAt).toBe(NOW + 30_000);
    expect(summaryIn(cluster)).toMatchObject({ ready: 2, available: 0, phase: 'rollingOut' });
    expect(cluster.settle(NOW + 29_999)).toEqual({ ...UNCHANGED, dueAt: NOW + 30_000 });
    expect(cluster.settle(NOW + 30_000)).toEqual({ ...UNCHANGED, daemonSets: new Map([[uid, new Set(['a', 'b'])]]) });
    expect(summaryIn(cluster).phase).toBe('complete');
  });

  it('[CLUSTER-6] a changed Pod leaves every other Node unread', () => {
    const cluster = aCluster();
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

  it('[REV-2] a new template makes every Pod stale, going back makes them updated again', () => {
    const cluster = aCluster();
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
    const cluster = aCluster();
    for (const name of ['c', 'd', 'e', 'f']) {
      cluster.setNode(aNode(name).build());
    }
    const pulls = aPod(daemonSet).waiting('ImagePullBackOff', 'manifest unknown');
    cluster.setPod(pulls.on('d').withMeta({ name: 'd', uid: 'd' }).build());
    cluster.setPod(pulls.on('c').withMeta({ name: 'c', uid: 'c' }).build());
    cluster.setPod(aPod(daemonSet, 'e').on('e').waiting('ContainerCreating').build());
    cluster.settle(NOW);
    expect(cluster.detail(uid)?.problems).toEqual([
      { cause: 'ImagePullBackOff', state: 'failing', nodeCount: 2, nodes: ['c', 'd'], message: 'manifest unknown' },
      { cause: 'missing', state: 'missing', nodeCount: 1, nodes: ['f'], message: null },
      { cause: 'ContainerCreating', state: 'starting', nodeCount: 1, nodes: ['e'], message: null },
    ]);
  });
});
