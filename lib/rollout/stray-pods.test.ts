import { describe, expect, it } from 'vitest';
import type { Pod } from '#lib/kubernetes/pod.ts';
import { aDaemonSet } from '#lib/testing/builders/a-daemon-set.ts';
import { aNode } from '#lib/testing/builders/a-node.ts';
import { aPod } from '#lib/testing/builders/a-pod.ts';
import { aRevision } from '#lib/testing/builders/a-revision.ts';
import { createClusterRollout } from './create-cluster-rollout.ts';

const DAEMON_SET = aDaemonSet().build();
const SURGING = aDaemonSet().withMaxSurge(1).build();
const OTHER = { apiVersion: 'apps/v1', kind: 'DaemonSet', name: 'other', uid: 'uid-other', controller: true };

/** The strays of a DaemonSet with the Nodes n1 and n2 and these Pods, by kind. */
function straysOf(pods: readonly Pod[], daemonSet = DAEMON_SET) {
  const rollout = createClusterRollout();
  rollout.setDaemonSet(daemonSet);
  rollout.setControllerRevision(aRevision(daemonSet).build());
  for (const node of ['n1', 'n2']) rollout.setNode(aNode(node).build());
  for (const pod of pods) rollout.setPod(pod);
  rollout.settle(0);
  return rollout.strays(daemonSet.metadata.uid);
}

const kinds = (pods: readonly Pod[], daemonSet = DAEMON_SET) =>
  straysOf(pods, daemonSet).map((group) => [group.kind, group.pods.map(({ name }) => name)]);
const on = (node: string, name = `p-${node}`) => aPod(DAEMON_SET, name).on(node);

describe('Pods that no count tells of', () => {
  it('[STRAY-1] a Pod that names no Node is named with the scheduler’s words and the command that removes it', () => {
    const words = '0/2 nodes are available: 2 Insufficient cpu.';
    const pod = aPod(DAEMON_SET, 'nowhere').unschedulable(words).withSpec({ nodeName: '' }).build();
    expect(straysOf([on('n1').build(), pod])).toEqual([
      {
        kind: 'unplaced',
        count: 1,
        pods: [expect.objectContaining({ name: 'nowhere', node: null, status: 'Pending', message: words })],
        command: 'kubectl delete pod --namespace=default nowhere',
      },
    ]);
  });

  it('[STRAY-2] a Pod on a Node that does not exist is named, bound or pinned', () => {
    const pinned = aPod(DAEMON_SET, 'pinned').withSpec({ nodeName: '' }).pinnedTo('gone').build();
    expect(kinds([on('gone').build(), pinned])).toEqual([['vanished', ['p-gone', 'pinned']]]);
  });

  it('[STRAY-3] all but the oldest of live Pods on one Node are duplicates; a surge has one of each side', () => {
    const old = on('n1', 'old').createdAt('2026-01-01T00:00:00Z');
    const young = on('n1', 'young').createdAt('2026-01-01T01:00:00Z');
    expect(kinds([old.build(), young.build()])).toEqual([['duplicate', ['young']]]);
    expect(kinds([old.build(), young.terminating().build()])).toEqual([]);
    expect(kinds([old.build(), young.inPhase('Failed').build()])).toEqual([]);
    expect(kinds([old.ofRevision('hash0').build(), young.build()], SURGING)).toEqual([]);
    const third = on('n1', 'third').createdAt('2026-01-01T02:00:00Z').build();
    expect(kinds([old.ofRevision('hash0').build(), young.build(), third], SURGING)).toEqual([['duplicate', ['third']]]);
  });

  it('[STRAY-4] a Pod without a controller is to be adopted, or was taken out by a change of its labels', () => {
    const orphan = on('n1', 'orphan').withMeta({ ownerReferences: [] }).build();
    const isolated = on('n2', 'isolated')
      .withMeta({ ownerReferences: [], labels: { app: 'debug', 'controller-revision-hash': 'hash1' } })
      .build();
    const unrelated = on('n2', 'unrelated')
      .withMeta({ ownerReferences: [], labels: { app: 'debug' } })
      .build();
    expect(kinds([orphan, isolated, unrelated])).toEqual([
      ['orphan', ['orphan']],
      ['isolated', ['isolated']],
    ]);
  });

  it('[STRAY-5] a Pod of another controller that the selector matches is foreign, or of a DaemonSet that had this name', () => {
    const foreign = on('n1', 'foreign')
      .withMeta({ ownerReferences: [OTHER] })
      .build();
    const before = on('n2', 'before')
      .withMeta({ ownerReferences: [{ ...OTHER, name: 'logger', uid: 'uid-before' }] })
      .build();
    const found = straysOf([foreign, before]);
    expect(found.map(({ kind, pods }) => [kind, pods.map(({ owner }) => owner)])).toEqual([
      ['foreign', ['DaemonSet/other']],
      ['predecessor', ['DaemonSet/logger']],
    ]);
  });

  it('[STRAY-6] a Pod of the DaemonSet that its selector does not match is about to be released', () => {
    expect(
      kinds([
        on('n1', 'left')
          .withMeta({ labels: { app: 'debug' } })
          .build(),
      ]),
    ).toEqual([['released', ['left']]]);
  });

  it('[STRAY-7] nothing is a stray at rest, in another Namespace, or once it has ended and is being deleted', () => {
    const elsewhere = aPod(aDaemonSet().build(), 'x')
      .withMeta({ namespace: 'elsewhere', ownerReferences: [OTHER] })
      .build();
    const ended = on('gone').inPhase('Failed').terminating().build();
    const pending = aPod(DAEMON_SET, 'p-n2').withSpec({ nodeName: '' }).pinnedTo('n2').build();
    expect(straysOf([on('n1').build(), pending, elsewhere, ended])).toEqual([]);
    const many = Array.from({ length: 120 }, (_, index) => on('gone', `p${index}`).build());
    const [group] = straysOf(many);
    expect([group?.count, group?.pods.length, group?.command]).toEqual([120, 50, null]);
  });

  it('[STRAY-8] Pods without the label that is watched are judged as any other; one that the DaemonSet controls is unlabelled', () => {
    const rollout = createClusterRollout();
    rollout.setDaemonSet(DAEMON_SET);
    rollout.setControllerRevision(aRevision(DAEMON_SET).build());
    rollout.setNode(aNode('n1').build());
    const watched = on('n1', 'watched').build();
    rollout.setPod(watched);
    rollout.settle(0);
    const owned = (name: string, ownerReferences: Pod['metadata']['ownerReferences'] = []) =>
      on('n1', name).withMeta({ ownerReferences }).build();
    const unwatched = [
      watched,
      on('n1', 'adopted').build(),
      owned('bare'),
      owned('of-other', [{ ...OTHER, kind: 'ReplicaSet' }]),
      on('gone', 'lost').build(),
    ];
    const found = rollout
      .strays(DAEMON_SET.metadata.uid, unwatched)
      .map(({ kind, pods }) => [kind, pods.map(({ name }) => name)]);
    expect(found).toEqual([
      ['vanished', ['lost']],
      ['unlabelled', ['adopted']],
      ['foreign', ['of-other']],
      ['orphan', ['bare']],
    ]);
  });
});
