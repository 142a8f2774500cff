import { describe, expect, it } from 'vitest';
import { aDaemonSet } from '#lib/testing/builders/a-daemon-set.ts';
import { aNode } from '#lib/testing/builders/a-node.ts';
import { aPod } from '#lib/testing/builders/a-pod.ts';
import { anActView } from '#lib/testing/builders/act-view-of.ts';
import { planDeleteStale } from './act-pods.ts';
import { planDeletePods } from './act-several-pods.ts';

const daemonSet = aDaemonSet().onDelete().build();
const pods = (count: number) => Array.from({ length: count }, (_, index) => aPod(daemonSet, `p${index}`).on(`n${index}`).build());
const nodes = (count: number) => Array.from({ length: count }, (_, index) => aNode(`n${index}`).build());

describe('planning the deletion of several Pods', () => {
  it('[ACT-8] several Pods are told as sums, with the Nodes on which nothing comes back', () => {
    const tainted = aNode('n0').withTaint('dedicated', 'NoSchedule').build();
    const view = anActView(daemonSet, { nodes: [tainted, ...nodes(3).slice(1)], pods: pods(3) });
    const plan = planDeletePods(view, pods(3), { force: false });
    expect(plan.objects.map(({ name, node }) => [name, node])).toEqual([0, 1, 2].map((index) => [`p${index}`, `n${index}`]));
    expect(plan.effects).toEqual([
      { code: 'act.deletesPods', params: { pods: 3, nodes: 3 } },
      { code: 'act.createsAnew', params: { nodes: 2 } },
      { code: 'act.notCreatedAgain', params: { nodes: 1 } },
    ]);
    expect(plan).toMatchObject({ nodes: ['n0', 'n1', 'n2'], confirmation: null, warnings: [] });
  });

  it('[ACT-8] more than five, or any by force, ask for the DaemonSet’s name', () => {
    const view = anActView(daemonSet, { nodes: nodes(6), pods: pods(6) });
    expect(planDeletePods(view, pods(6), { force: false }).confirmation).toBe('logger');
    const forced = planDeletePods(view, pods(2), { force: true });
    expect(forced).toMatchObject({ confirmation: 'logger', warnings: [{ code: 'act.forcePods', params: { pods: 2 } }] });
  });

  it('[ACT-8] Pods that are all leaving are deleted already, and another set of Pods is another plan', () => {
    const leaving = aPod(daemonSet, 'p0').on('n0').terminating().build();
    const view = anActView(daemonSet, { nodes: nodes(2), pods: [leaving] });
    expect(planDeletePods(view, [leaving], { force: false }).already).toBe(true);
    const basis = (count: number) => planDeletePods(view, pods(count), { force: false }).basis;
    expect(basis(1)).not.toEqual(basis(2));
  });

  it('[ACT-8] more than 200 stale Pods at once are advised to go in waves', () => {
    const stale = (count: number) =>
      Array.from({ length: count }, (_, index) => aPod(daemonSet, `p${index}`).ofRevision('old').on(`n${index}`).build());
    const codes = (count: number) =>
      planDeleteStale(anActView(daemonSet, { nodes: nodes(count), pods: stale(count) }), undefined, 'hash1').warnings.map(
        ({ code }) => code,
      );
    expect(codes(201)).toContain('act.manyAtOnce');
    expect(codes(200)).not.toContain('act.manyAtOnce');
  });
});
