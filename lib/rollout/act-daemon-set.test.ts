import { describe, expect, it } from 'vitest';
import { type DaemonSet, PAUSED_ANNOTATION } from '#lib/kubernetes/daemon-set.ts';
import type { KubernetesObject } from '#lib/kubernetes/object-meta.ts';
import { aDaemonSet } from '#lib/testing/builders/a-daemon-set.ts';
import { aNode } from '#lib/testing/builders/a-node.ts';
import { aPod } from '#lib/testing/builders/a-pod.ts';
import { aRevision } from '#lib/testing/builders/a-revision.ts';
import { anActView } from '#lib/testing/builders/act-view-of.ts';
import { planClearSelector, planDeleteDaemonSet } from './act-removal.ts';
import { type PatchPlan, planPause, planResume, planSetBudget } from './act-strategy.ts';
import { planRestart, planUndo, restartPatch } from './act-template.ts';

const PAUSED_AT = '2026-01-01T00:00:00.000Z';

const codes = (messages: readonly { code: string }[]) => messages.map(({ code }) => code);
const viewOf = (daemonSet: DaemonSet, count = 3) =>
  anActView(daemonSet, {
    nodes: Array.from({ length: count }, (_, index) => aNode(`n${index}`).build()),
    pods: Array.from({ length: count }, (_, index) => aPod(daemonSet, `p${index}`).on(`n${index}`).build()),
  });
const planned = (plan: PatchPlan | { senseless: string }): PatchPlan => {
  if ('senseless' in plan) throw new Error(plan.senseless);
  return plan;
};
const NOT_OURS = aDaemonSet().onDelete().build();

describe('planning acts on the DaemonSet', () => {
  it('[ACT-10] restart sets kubectl’s annotation and nothing else, and says how fast the controller goes', () => {
    expect(restartPatch(Date.parse('2026-01-01T00:00:00.987Z'))).toEqual({
      spec: { template: { metadata: { annotations: { 'kubectl.kubernetes.io/restartedAt': '2026-01-01T00:00:00Z' } } } },
    });
    const plan = planRestart(viewOf(aDaemonSet().withMaxUnavailable('50%').build()));
    expect(plan.effects).toContainEqual({ code: 'act.replacesPods', params: { nodes: 3, limit: 2, budget: 'maxUnavailable' } });
    expect(plan.nodes).toEqual(['n0', 'n1', 'n2']);
    expect(planRestart(viewOf(aDaemonSet().build(), 6)).confirmation).toBe('logger');
  });

  it('[ACT-11] under OnDelete a changed template moves no Pod, which is said', () => {
    const plan = planRestart(viewOf(NOT_OURS, 6));
    expect(plan).toMatchObject({ nodes: [], confirmation: null, warnings: [{ code: 'act.onDelete', params: { nodes: 6 } }] });
  });

  it('[ACT-12] a whole budget and broken old Pods, which the controller replaces outside of it, are warned of', () => {
    const whole = planRestart(viewOf(aDaemonSet().withMaxUnavailable('100%').build()));
    expect(codes(whole.warnings)).toEqual(['act.everyNode']);
    const daemonSet = aDaemonSet().build();
    const pods = [aPod(daemonSet, 'p0').on('n0').notReady().build(), aPod(daemonSet, 'p1').on('n1').build()];
    const broken = planRestart(anActView(daemonSet, { nodes: [aNode('n0').build(), aNode('n1').build()], pods }));
    expect(broken.warnings).toEqual([{ code: 'act.brokenOutsideBudget', params: { nodes: 1 } }]);
    const late = planRestart(viewOf(aDaemonSet().atGeneration(3, 2).build()));
    expect(late.warnings).toContainEqual({ code: 'act.notObserved', params: { generation: 3, observedGeneration: 2 } });
  });

  it('[ACT-13] undo keeps the Pods that are of the revision already; to the template that is there it is senseless', () => {
    const daemonSet = aDaemonSet().withImage('registry.example/logger:2').build();
    const old = aRevision(aDaemonSet().build(), 'old').build();
    const pods = [aPod(daemonSet, 'p0').ofRevision('old').on('n0').build(), aPod(daemonSet, 'p1').on('n1').build()];
    const view = anActView(daemonSet, { nodes: [aNode('n0').build(), aNode('n1').build()], pods });
    expect(planUndo(view, old)).toMatchObject({ nodes: ['n1'] });
    expect(planUndo(view, old)).toMatchObject({
      effects: expect.arrayContaining([{ code: 'act.keepsPods', params: { nodes: 1 } }]),
    });
    expect(planUndo(view, aRevision(daemonSet).build())).toEqual({ senseless: expect.stringContaining('already') });
  });

  it('[ACT-4] whether a changed template asks for the name does not depend on how far its rollout is', () => {
    const daemonSet = aDaemonSet().withImage('registry.example/logger:2').build();
    const old = aRevision(aDaemonSet().build(), 'old').build();
    const nodes = Array.from({ length: 8 }, (_, index) => aNode(`n${index}`).build());
    const askedAt = (moved: number) => {
      const pods = nodes.map(({ metadata: { name } }, index) => {
        const pod = aPod(daemonSet, `p${index}`).on(name);
        return index < moved ? pod.build() : pod.ofRevision('old').build();
      });
      const plan = planUndo(anActView(daemonSet, { nodes, pods }), old);
      return 'senseless' in plan ? plan.senseless : [plan.nodes.length, plan.confirmation];
    };
    expect([0, 2, 8].map(askedAt)).toEqual([
      [0, 'logger'],
      [2, 'logger'],
      [8, 'logger'],
    ]);
  });

  it('[ACT-14] pause chooses OnDelete and remembers the budget; resume restores exactly that one', () => {
    const daemonSet = aDaemonSet().withMaxSurge('25%').build();
    const { patch } = planned(planPause(viewOf(daemonSet), PAUSED_AT));
    expect(patch).toMatchObject({ spec: { updateStrategy: { type: 'OnDelete', rollingUpdate: null } } });
    const annotations = (patch.metadata as { annotations: Record<string, string> }).annotations;
    expect(annotations[PAUSED_ANNOTATION]).toBe(
      `{"rollingUpdate":{"maxUnavailable":0,"maxSurge":"25%"},"pausedAt":"${PAUSED_AT}"}`,
    );
    const paused = aDaemonSet()
      .onDelete()
      .withAnnotation(PAUSED_ANNOTATION, annotations[PAUSED_ANNOTATION] ?? '')
      .build();
    expect(planned(planPause(viewOf(paused), PAUSED_AT)).already).toBe(true);
    expect(planned(planResume(viewOf(paused))).patch).toEqual({
      metadata: { annotations: { [PAUSED_ANNOTATION]: null } },
      spec: { updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 0, maxSurge: '25%' } } },
    });
  });

  it('[ACT-14] a pause that an earlier version wrote, without a time, is resumed alike, and its memory keeps the time it has', () => {
    const memory = '{"rollingUpdate":{"maxUnavailable":"10%","maxSurge":0}}';
    const old = viewOf(aDaemonSet().onDelete().withAnnotation(PAUSED_ANNOTATION, memory).build());
    expect(planned(planResume(old)).patch).toMatchObject({
      spec: { updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: '10%', maxSurge: 0 } } },
    });
    const timed = aDaemonSet()
      .onDelete()
      .withAnnotation(PAUSED_ANNOTATION, `${memory.slice(0, -1)},"pausedAt":"${PAUSED_AT}"}`);
    const budget = { maxUnavailable: 2, maxSurge: 0 };
    expect(planned(planSetBudget(viewOf(timed.build()), budget)).patch).toEqual({
      metadata: {
        annotations: { [PAUSED_ANNOTATION]: `{"rollingUpdate":{"maxUnavailable":2,"maxSurge":0},"pausedAt":"${PAUSED_AT}"}` },
      },
    });
  });

  it('[ACT-15] an OnDelete that somebody else chose is neither paused nor resumed, nor one whose memory is not ours', () => {
    expect(planPause(viewOf(NOT_OURS), PAUSED_AT)).toHaveProperty('senseless');
    expect(planResume(viewOf(NOT_OURS))).toHaveProperty('senseless');
    expect(planResume(viewOf(aDaemonSet().build()))).toHaveProperty('senseless');
    for (const memory of ['', '{}', '{"rollingUpdate":{"maxUnavailable":"x","maxSurge":0}}', '{"rollingUpdate":[]}', 'null']) {
      expect(planResume(viewOf(aDaemonSet().onDelete().withAnnotation(PAUSED_ANNOTATION, memory).build()))).toHaveProperty(
        'senseless',
      );
    }
  });

  it('[ACT-16] setBudget changes the update, while paused its memory, and refuses OnDelete', () => {
    const budget = { maxUnavailable: '100%', maxSurge: 0 };
    const now = planned(planSetBudget(viewOf(aDaemonSet().build()), budget));
    expect(now.patch).toEqual({ spec: { updateStrategy: { type: 'RollingUpdate', rollingUpdate: budget } } });
    expect(now.effects).toEqual([
      { code: 'act.setsBudget', params: { budget: 'maxUnavailable', value: '100%', limit: 3, desired: 3 } },
    ]);
    expect(codes(now.warnings)).toEqual(['act.everyNode']);
    const paused = aDaemonSet().onDelete().withAnnotation(PAUSED_ANNOTATION, '{}').build();
    const later = planned(planSetBudget(viewOf(paused), budget));
    expect(later.patch).toEqual({
      metadata: { annotations: { [PAUSED_ANNOTATION]: JSON.stringify({ rollingUpdate: budget }) } },
    });
    expect(planSetBudget(viewOf(NOT_OURS), budget)).toHaveProperty('senseless');
    const ports = aDaemonSet().withTemplate({ hostNetwork: true }).build();
    expect(codes(planned(planSetBudget(viewOf(ports), { maxUnavailable: 0, maxSurge: 1 })).warnings)).toEqual([
      'act.surgeHostPort',
    ]);
  });

  it('[ACT-17] deleteDaemonSet says what each propagation leaves behind', () => {
    const view = viewOf(aDaemonSet().build());
    expect(planDeleteDaemonSet(view, 'Background')).toMatchObject({ nodes: ['n0', 'n1', 'n2'], confirmation: 'logger' });
    expect(codes(planDeleteDaemonSet(view, 'Foreground').effects)).toEqual(['act.deletesInForeground', 'act.historyGoes']);
    expect(planDeleteDaemonSet(view, 'Orphan')).toMatchObject({
      nodes: [],
      effects: [{ code: 'act.orphansPods', params: { pods: 3 } }, { code: 'act.orphansAdopted' }],
    });
  });

  it('[ACT-18] clearing a project node selector names the Nodes that it kept out, and the annotation that still asks', () => {
    const daemonSet = aDaemonSet().build();
    const nodes = new Map(
      [aNode('n0').withLabel('disk', 'ssd').build(), aNode('n1').build()].map((node) => [node.metadata.name, node]),
    );
    const view = anActView(daemonSet, { nodes: [...nodes.values()], pods: [] });
    const annotations = { 'openshift.io/node-selector': 'disk=ssd', 'scheduler.alpha.kubernetes.io/node-selector': 'a=b' };
    const namespace: KubernetesObject = { metadata: { ...daemonSet.metadata, name: 'default', annotations } };
    const plan = planClearSelector(view, { namespace, annotation: 'openshift.io/node-selector', nodes });
    expect(plan.nodes).toEqual(['n1']);
    expect(codes(plan.warnings)).toEqual(['act.selectorOfNamespace', 'act.otherSelector']);
    const empty = { metadata: { ...namespace.metadata, annotations: { 'openshift.io/node-selector': '' } } };
    expect(planClearSelector(view, { namespace: empty, annotation: 'openshift.io/node-selector', nodes }).already).toBe(true);
  });
});
