import { describe, expect, it } from 'vitest';
import type { DaemonSet } from '#lib/kubernetes/daemon-set.ts';
import type { PodDisruptionBudget } from '#lib/kubernetes/pod-disruption-budget.ts';
import { aDaemonSet } from '#lib/testing/builders/a-daemon-set.ts';
import { aNode } from '#lib/testing/builders/a-node.ts';
import { aPod } from '#lib/testing/builders/a-pod.ts';
import { anActView } from '#lib/testing/builders/act-view-of.ts';
import { planDeletePod, planDeleteStale, planEvictPod } from './act-pods.ts';

const onDelete = aDaemonSet().onDelete().build();
const rolling = aDaemonSet().withMaxUnavailable(2).build();
const codes = (messages: readonly { code: string }[]) => messages.map(({ code }) => code);
const nodes = (count: number) => Array.from({ length: count }, (_, index) => aNode(`n${index}`).build());
const stale = (daemonSet: DaemonSet, count: number) =>
  Array.from({ length: count }, (_, index) => aPod(daemonSet, `p${index}`).ofRevision('old').on(`n${index}`).build());

describe('planning acts on Pods', () => {
  it('[ACT-1] deleteStale takes live Pods that are not of the update revision, all or those on the given Nodes', () => {
    const [first, second, ...others] = stale(onDelete, 4);
    const terminating = aPod(onDelete, 'p1').ofRevision('old').on('n1').terminating().build();
    const fresh = aPod(onDelete, 'p2').ofRevision('hash1').on('n2').build();
    const view = anActView(onDelete, { nodes: nodes(4), pods: [first ?? fresh, terminating, fresh, others[1] ?? fresh] });
    expect(planDeleteStale(view, undefined, 'hash1').objects.map(({ name }) => name)).toEqual(['p0', 'p3']);
    const some = planDeleteStale(view, ['n1', 'n3'], 'hash1');
    expect(some.objects).toEqual([{ kind: 'Pod', namespace: 'default', name: 'p3', uid: 'pod-default-p3', node: 'n3' }]);
    expect(some.warnings).toContainEqual({ code: 'act.nodesWithoutStale', params: { nodes: 1 } });
    expect(second).toBeDefined();
  });

  it('[ACT-2] deleteStale tells what the update does by itself, what exceeds its budget, and when no Node is left', () => {
    const all = anActView(rolling, { nodes: nodes(4), pods: stale(rolling, 4) });
    const every = planDeleteStale(all, undefined, 'hash1');
    expect(every.effects).toContainEqual({ code: 'act.rollingBeside', params: { limit: 2, budget: 'maxUnavailable' } });
    expect(codes(every.warnings)).toEqual(['act.everyNode']);
    const some = planDeleteStale(all, ['n0', 'n1', 'n2'], 'hash1');
    expect(some.warnings).toEqual([{ code: 'act.overBudget', params: { nodes: 3, limit: 2, budget: 'maxUnavailable' } }]);
    expect(planDeleteStale(all, ['n0', 'n1'], 'hash1').warnings).toEqual([]);
    const byHand = anActView(onDelete, { nodes: nodes(4), pods: stale(onDelete, 4) });
    expect(codes(planDeleteStale(byHand, ['n0', 'n1', 'n2'], 'hash1').effects)).toContain('act.onDeleteByHand');
  });

  it('[ACT-3] on a Node that is not eligible nothing comes back', () => {
    const [first, ...others] = nodes(2);
    const tainted = aNode('n0').withTaint('dedicated', 'NoSchedule').build();
    expect(first?.metadata.name).toBe('n0');
    const view = anActView(onDelete, { nodes: [tainted, ...others], pods: stale(onDelete, 2) });
    const { effects } = planDeleteStale(view, undefined, 'hash1');
    expect(effects).toContainEqual({ code: 'act.notCreatedAgain', params: { nodes: 1 } });
    expect(effects).toContainEqual({ code: 'act.createsAnew', params: { nodes: 1 } });
  });

  it('[ACT-4] more than five Pods ask for the DaemonSet’s name', () => {
    const view = anActView(onDelete, { nodes: nodes(6), pods: stale(onDelete, 6) });
    expect(planDeleteStale(view, undefined, 'hash1').confirmation).toBe('logger');
    expect(planDeleteStale(view, ['n0', 'n1', 'n2', 'n3', 'n4'], 'hash1').confirmation).toBeNull();
  });

  it('[ACT-5] fewer stale Pods are the same plan, another template or update revision is another', () => {
    const basis = (count: number, hash = 'hash1', daemonSet = onDelete) =>
      planDeleteStale(anActView(daemonSet, { nodes: nodes(4), pods: stale(daemonSet, count) }), undefined, hash).basis;
    expect(basis(2)).toEqual(basis(4));
    expect(basis(4, 'hash2')).not.toEqual(basis(4));
    expect(basis(4, 'hash1', aDaemonSet().onDelete().atGeneration(2).build())).not.toEqual(basis(4));
  });

  it('[ACT-6] a deletion by force warns and asks for the Pod’s name; a terminating Pod is gone without force only', () => {
    const pod = aPod(onDelete, 'p0').on('n0').build();
    const view = anActView(onDelete, { nodes: nodes(1), pods: [pod] });
    expect(planDeletePod(view, pod, { force: false })).toMatchObject({ confirmation: null, warnings: [], nodes: ['n0'] });
    const forced = planDeletePod(view, pod, { force: true });
    expect(forced.confirmation).toBe('p0');
    expect(codes(forced.warnings)).toEqual(['act.force']);
    const leaving = aPod(onDelete, 'p0').on('n0').terminating().build();
    expect(planDeletePod(view, leaving, { force: false }).already).toBe(true);
    expect(planDeletePod(view, leaving, { force: true }).already).toBeUndefined();
  });

  it('[ACT-7] an eviction names who creates the Pod anew and which PodDisruptionBudget decides', () => {
    const pod = aPod(onDelete, 'p0').on('n0').build();
    const budget = (name: string, selector: object | undefined, disruptionsAllowed: number): PodDisruptionBudget => ({
      metadata: { name, namespace: 'default', uid: name, resourceVersion: '1', creationTimestamp: '' },
      spec: selector === undefined ? {} : { selector },
      status: { disruptionsAllowed },
    });
    const mine = { matchLabels: { app: 'logger' } };
    const free = planEvictPod(pod, [
      budget('open', mine, 1),
      budget('other', { matchLabels: { app: 'x' } }, 0),
      budget('none', undefined, 0),
    ]);
    expect(free.effects).toContainEqual({ code: 'act.evictionAllowed', params: { budget: 'open', allowed: 1 } });
    expect(free.effects).toContainEqual({ code: 'act.createsAnew', params: { nodes: 1 } });
    const replicaSet = { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'web-1', uid: 'u', controller: true };
    const web = planEvictPod(
      aPod(onDelete, 'w')
        .withMeta({ ownerReferences: [replicaSet] })
        .build(),
      [],
    );
    expect(web.effects).toContainEqual({ code: 'act.ownerCreatesAnew', params: { kind: 'ReplicaSet', name: 'web-1' } });
    expect(free.warnings).toEqual([]);
    expect(planEvictPod(pod, [budget('shut', {}, 0)]).warnings).toEqual([
      { code: 'act.evictionWaits', params: { budget: 'shut' } },
    ]);
    expect(codes(planEvictPod(pod, [budget('a', mine, 1), budget('b', mine, 1)]).warnings)).toEqual(['act.severalBudgets']);
    const alone = aPod(onDelete, 'p0').withMeta({ ownerReferences: [] }).build();
    expect(codes(planEvictPod(alone, null).warnings)).toEqual(['act.unmanagedPod', 'act.budgetsUnknown']);
  });
});
