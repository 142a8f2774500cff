import { describe, expect, it } from 'vitest';
import { aNode } from '#lib/testing/builders/a-node.ts';
import { aPod } from '#lib/testing/builders/a-pod.ts';
import { aSettledCluster, daemonSet, NOW, uid } from '#lib/testing/builders/settled-cluster.ts';
import { startAllowance, startLimit } from './start-limit.ts';

const base = aPod(daemonSet).createdAt('2026-01-01T00:00:00Z');
const at = (time: string) => Date.parse(`2026-01-01T${time}Z`);

describe('Pods that never become ready', () => {
  it('[LATE-1] ten minutes from its creation or the last turn of Ready; two while its sandbox is not there', () => {
    expect(startLimit(base.notReady().build(), 0)).toBe(at('00:10:00'));
    const turned = base.notReady().withCondition('Ready', 'False', { lastTransitionTime: '2026-01-01T00:30:00Z' });
    expect(startLimit(turned.build(), 0)).toBe(at('00:40:00'));
    const sandbox = base
      .waiting('ContainerCreating')
      .withCondition('PodReadyToStartContainers', 'False')
      .withCondition('PodScheduled', 'True', { lastTransitionTime: '2026-01-01T00:00:05Z' });
    expect(startLimit(sandbox.build(), 0)).toBe(at('00:02:05'));
    expect(startLimit(base.pinnedTo('a').build(), 0)).toBe(at('00:10:00'));
  });

  it('[LATE-1] one that is ready, has ended or leaves is never late', () => {
    expect(startLimit(base.ready().build(), 0)).toBeNull();
    expect(startLimit(base.inPhase('Failed').build(), 0)).toBeNull();
    expect(startLimit(base.notReady().terminating().build(), 0)).toBeNull();
  });

  it('[LATE-1] startup probes that may take longer lengthen the term, and shorter ones do not shorten it', () => {
    const probed = (startupProbe: object) => ({ containers: [{ name: 'a' }, { name: 'b', startupProbe }] });
    expect(startAllowance({ containers: [{ name: 'a' }] })).toBe(0);
    expect(startAllowance(probed({}))).toBe(30_000);
    expect(startAllowance(probed({ initialDelaySeconds: 60, periodSeconds: 15, failureThreshold: 80 }))).toBe(1_260_000);
    expect(startLimit(base.notReady().build(), 1_260_000)).toBe(at('00:21:00'));
    expect(startLimit(base.notReady().build(), 30_000)).toBe(at('00:10:00'));
  });

  it('[LATE-2] time alone makes it a problem, at dueAt and not before, in whatever phase', () => {
    const cluster = aSettledCluster();
    for (const name of ['c', 'd', 'e']) {
      cluster.setNode(aNode(name).build());
      cluster.setPod(aPod(daemonSet, name).on(name).ofRevision('old').createdAt('2026-01-01T00:00:00Z').build());
    }
    const created = '2026-01-01T00:01:00Z';
    cluster.setPod(
      aPod(daemonSet, 'pod-a')
        .on('a')
        .createdAt(created)
        .notReady()
        .withCondition('Ready', 'False', { reason: 'ContainersNotReady', lastTransitionTime: created })
        .build(),
    );
    const { dueAt } = cluster.settle(NOW);
    expect(dueAt).toBe(Date.parse(created) + 600_000);
    cluster.settle((dueAt ?? 0) - 1);
    expect(cluster.detail(uid)?.problems).toEqual([]);
    expect(
      cluster
        .settle(dueAt ?? 0)
        .daemonSets.get(uid)
        ?.has('a'),
    ).toBe(true);
    expect(cluster.detail(uid)?.problems).toMatchObject([
      { title: { code: 'problem.notReady' }, state: 'starting', nodes: ['a'], pod: 'pod-a', since: '2026-01-01T00:01:00.000Z' },
    ]);
  });

  it('[LATE-3] a new Pod beside an old one is a problem once it fails or is late, not while it starts', () => {
    const cluster = aSettledCluster();
    cluster.setPod(aPod(daemonSet, 'old').on('a').ofRevision('old').createdAt('2025-12-31T00:00:00Z').build());
    const beside = aPod(daemonSet, 'pod-a').on('a').createdAt('2026-01-01T00:00:30Z');
    cluster.setPod(beside.waiting('ContainerCreating').build());
    cluster.settle(NOW);
    expect(cluster.nodeRollout(uid, 'a')?.state).toBe('surging');
    expect(cluster.detail(uid)?.problems).toEqual([]);
    cluster.setPod(beside.waiting('ErrImagePull').build());
    cluster.settle(NOW);
    expect(cluster.detail(uid)?.problems).toMatchObject([{ title: { code: 'problem.image' }, nodes: ['a'] }]);
  });
});
