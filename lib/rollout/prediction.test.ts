import { describe, expect, it } from 'vitest';
import type { DaemonSet } from '#lib/kubernetes/daemon-set.ts';
import { aDaemonSet } from '#lib/testing/builders/a-daemon-set.ts';
import { aNode } from '#lib/testing/builders/a-node.ts';
import { aPod, type PodBuilder } from '#lib/testing/builders/a-pod.ts';
import { type DetailSetting, detailIn } from '#lib/testing/builders/prediction-of.ts';

const READY_AT = '2026-01-01T00:00:55Z';
const rolling = aDaemonSet().withMaxUnavailable(2).build();
const surging = aDaemonSet().withMaxSurge(1).build();
const patient = aDaemonSet().withMaxUnavailable(1).withMinReadySeconds(10).build();

const updated = (name: string) => aPod(rolling, name);
const stale = (name: string) => aPod(rolling, name).ofRevision('old');

type Pods = Readonly<Record<string, readonly PodBuilder[]>>;

function predicted(daemonSet: DaemonSet, pods: Pods, setting: DetailSetting = {}) {
  return detailIn(daemonSet, pods, setting).prediction;
}

/** `certainty kind cause choose of nodes` of each step. */
function stepsOf(daemonSet: DaemonSet, pods: Pods, setting: DetailSetting = {}) {
  return predicted(daemonSet, pods, setting).steps.map(
    ({ kind, cause, certainty, choose, nodes, follows }) =>
      `${follows ? 'then ' : ''}${certainty} ${kind} ${cause} ${choose} of ${nodes.join()}`,
  );
}

describe('what comes whatever the strategy', () => {
  it('[PREDICT-1] an eligible Node without a Pod gets one, and what the budget then leaves follows', () => {
    expect(stepsOf(rolling, { a: [], b: [stale('b')] })).toEqual([
      'certain create missing 1 of a',
      'then certain delete withinBudget 1 of b',
    ]);
    expect(stepsOf(rolling, { a: [], b: [stale('b')], c: [] })).toEqual(['certain create missing 2 of a,c']);
    expect(stepsOf(aDaemonSet().onDelete().build(), { a: [], b: [stale('b')] })).toEqual(['certain create missing 1 of a']);
  });

  it('[PREDICT-1] a Pod leaves where it may not stay, and stays under a NoSchedule taint', () => {
    const evicting = aNode('a').withTaint('x', 'NoExecute');
    const repelling = aNode('a').withTaint('x', 'NoSchedule');
    expect(stepsOf(rolling, { a: [updated('p')] }, { nodes: [evicting] })).toEqual(['certain delete ineligible 1 of a']);
    expect(stepsOf(rolling, { a: [updated('p').terminating()] }, { nodes: [evicting] })).toEqual([]);
    expect(stepsOf(rolling, { a: [updated('p')] }, { nodes: [repelling] })).toEqual([]);
  });

  it('[PREDICT-1] without surge the oldest Pod stays, whatever its revision', () => {
    const younger = updated('y').createdAt('2026-01-01T00:00:30Z');
    expect(stepsOf(rolling, { a: [younger, stale('o')] })).toEqual([
      'certain delete duplicate 1 of a',
      'then certain delete withinBudget 1 of a',
    ]);
  });

  it('[PREDICT-1] a Pod that has ended well goes; one that waits for a Node that is gone goes; a bound one there is left', () => {
    expect(stepsOf(rolling, { a: [updated('p').inPhase('Succeeded')] })).toEqual(['certain delete succeededPod 1 of a']);
    const missing = ['gone'];
    expect(stepsOf(rolling, { gone: [updated('p').pinnedTo('gone')] }, { missing })).toEqual([
      'certain delete nodeGone 1 of gone',
    ]);
    expect(stepsOf(rolling, { gone: [updated('p')] }, { missing })).toEqual([]);
  });

  it('[PREDICT-1] the update that follows sees the Pods that are deleted before it as ending', () => {
    const evicting = aNode('a').withTaint('x', 'NoExecute');
    expect(stepsOf(rolling, { a: [stale('p')], b: [stale('b').notReady()] }, { nodes: [evicting] })).toEqual([
      'certain delete ineligible 1 of a',
      'then certain delete outsideBudget 1 of b',
    ]);
    expect(stepsOf(surging, { a: [stale('a'), updated('b')], c: [stale('c')] })).toEqual([
      'certain delete surgeOver 1 of a',
      'then certain create withinSurge 1 of c',
    ]);
  });

  it('[PREDICT-4] a failed Pod goes at once or after a back-off, and an outdated one at once', () => {
    expect(stepsOf(rolling, { a: [updated('p').inPhase('Failed')], b: [stale('b')] })).toEqual([
      'backOff delete failedPod 1 of a',
      'certain delete withinBudget 1 of b',
    ]);
    expect(stepsOf(rolling, { a: [stale('p').inPhase('Failed')] })).toEqual(['certain delete outsideBudget 1 of a']);
  });

  it('[PREDICT-7] one sync acts on at most 250 Pods', () => {
    const nodes = Array.from({ length: 300 }, (_, index) => aNode(`n${String(index).padStart(3, '0')}`));
    const [step] = predicted(rolling, {}, { nodes }).steps;
    expect(step).toMatchObject({ certainty: 'choice', choose: 250, nodeCount: 300 });
    expect(step?.nodes).toHaveLength(100);
    expect(step?.nodes[99]).toBe('n099');
  });
});

describe('a rolling update', () => {
  it('[PREDICT-2] of the available outdated Pods as many go as the budget leaves, and nobody knows which', () => {
    const pods = { a: [stale('a')], b: [stale('b')], c: [stale('c')], d: [updated('d').notReady()] };
    expect(stepsOf(rolling, pods)).toEqual(['choice delete withinBudget 1 of a,b,c']);
    expect(predicted(rolling, pods).steps[0]).toMatchObject({ nodeCount: 3, states: ['outdated'], after: null });
    expect(stepsOf(rolling, { ...pods, e: [updated('e').notReady()] })).toEqual([]);
  });

  it('[PREDICT-2] outdated Pods that are not available go outside the budget and use it up', () => {
    const pods = { a: [stale('a').notReady()], b: [stale('b').notReady()], c: [stale('c').notReady()], d: [stale('d')] };
    expect(stepsOf(rolling, pods)).toEqual(['certain delete outsideBudget 3 of a,b,c']);
  });

  it('[PREDICT-2] an outdated Pod on a Node that is not eligible any more goes too', () => {
    const nodes = [aNode('a').withTaint('x', 'NoSchedule')];
    expect(stepsOf(rolling, { a: [stale('a')], b: [updated('b')] }, { nodes })).toEqual(['certain delete withinBudget 1 of a']);
  });

  it('[PREDICT-3] with surge new Pods come beside old ones, and old ones go once they are replaced', () => {
    const [old, young] = [stale('a'), updated('b')];
    expect(stepsOf(surging, { a: [old], c: [stale('c')] })).toEqual(['choice create withinSurge 1 of a,c']);
    expect(stepsOf(surging, { a: [old.notReady()], c: [stale('c')] })).toEqual([
      'certain create outsideSurge 1 of a',
      'certain create withinSurge 1 of c',
    ]);
    expect(stepsOf(surging, { a: [old, young.notReady()], c: [stale('c')] })).toEqual([]);
    expect(stepsOf(surging, { a: [old, young] })).toEqual(['certain delete surgeOver 1 of a']);
    expect(stepsOf(surging, { a: [old.notReady(), young.notReady()] })).toEqual(['certain delete surgeOver 1 of a']);
    expect(stepsOf(surging, { a: [old.terminating()] })).toEqual(['certain create noLivePod 1 of a']);
  });

  it('[PREDICT-3] with surge a Node that is not eligible any more loses its Pod only when one is spare', () => {
    const nodes = [aNode('a').withTaint('x', 'NoSchedule')];
    expect(stepsOf(surging, { a: [stale('a')], b: [updated('b')] }, { nodes })).toEqual(['certain delete sunset 1 of a']);
    expect(stepsOf(surging, { a: [stale('a')], b: [updated('b').notReady()] }, { nodes })).toEqual([]);
    expect(stepsOf(surging, { a: [stale('a').notReady()], b: [updated('b')] }, { nodes })).toEqual([
      'certain delete outsideBudget 1 of a',
    ]);
  });

  it('[PREDICT-5] what only minReadySeconds hold comes at the earliest time from which it is due', () => {
    const young = aPod(patient, 'a').ready(READY_AT);
    const { steps, waitsFor } = predicted(patient, { a: [young], b: [stale('b')], c: [stale('c')] });
    expect(steps).toMatchObject([{ cause: 'withinBudget', certainty: 'choice', choose: 1, after: '2026-01-01T00:01:05.000Z' }]);
    expect(waitsFor).toEqual({ code: 'podsAvailable', nodes: 1 });
  });
});

describe('what has to happen first', () => {
  it('[PREDICT-6] is said when no step is due', () => {
    const waits = (daemonSet: DaemonSet, pods: Pods, setting: DetailSetting = {}) => predicted(daemonSet, pods, setting).waitsFor;
    expect(waits(rolling, { a: [updated('a')] })).toEqual({ code: 'nothing', nodes: 0 });
    expect(waits(rolling, { a: [stale('a').terminating()] })).toEqual({ code: 'podsGone', nodes: 1 });
    expect(waits(rolling, { a: [updated('a').notReady()] })).toEqual({ code: 'podsAvailable', nodes: 1 });
    expect(waits(aDaemonSet().onDelete().build(), { a: [stale('a')] })).toEqual({ code: 'person', nodes: 1 });
    expect(waits(aDaemonSet().deleting(READY_AT).build(), { a: [] })).toEqual({ code: 'deleting', nodes: 0 });
    expect(waits(rolling, { a: [] })).toBeNull();
  });

  it.each([
    [[], 'deleting'],
    [['foregroundDeletion'], 'deletingPods'],
    [['orphan'], 'deletingOrphans'],
    [['foregroundDeletion', 'example.com/hold'], 'deletingHeld'],
    [['__proto__'], 'deletingHeld'],
  ])('[PREDICT-6] the end of a deletion with the finalizers %j waits as %s', (finalizers, code) => {
    const daemonSet = aDaemonSet().deleting(READY_AT).withMeta({ finalizers }).build();
    expect(predicted(daemonSet, { a: [updated('a')] }).waitsFor).toEqual({ code, nodes: 0 });
  });

  it('[PREDICT-6] with surge an outdated Pod on a Node that is gone stops the update', () => {
    const pods = { a: [stale('a')], gone: [stale('g')] };
    expect(predicted(surging, pods, { missing: ['gone'] })).toEqual({ steps: [], waitsFor: { code: 'nodeGone', nodes: 1 } });
  });

  it('[PREDICT-8] nothing is said before the revision is known, unless the template generation tells', () => {
    const unseen = aDaemonSet().atGeneration(2, 1);
    const setting = { revisionOf: null };
    expect(predicted(unseen.build(), { a: [stale('a')] }, setting)).toEqual({
      steps: [],
      waitsFor: { code: 'revision', nodes: 0 },
    });
    const told = unseen.withTemplateGeneration(2).build();
    expect(stepsOf(told, { a: [aPod(told, 'a').ofTemplateGeneration(1)] }, setting)).toEqual([
      'certain delete withinBudget 1 of a',
    ]);
  });

  it('[PREDICT-8] with surge nothing is pruned by a hash that may not be the one', () => {
    const daemonSet = aDaemonSet().withMaxSurge(1).withTemplateGeneration(2).withImage('registry.example/logger:2').build();
    const twins = [aPod(daemonSet, 'x').ofTemplateGeneration(1), aPod(daemonSet, 'y').ofTemplateGeneration(1)];
    expect(stepsOf(daemonSet, { a: twins })).toEqual(['certain delete duplicate 1 of a']);
    expect(stepsOf(daemonSet, { a: twins }, { revisionOf: surging })).toEqual([]);
  });
});
