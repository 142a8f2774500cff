import { describe, expect, it } from 'vitest';
import type { NodeSelectorTerm, PodSpec } from '#lib/kubernetes/pod.ts';
import { aDaemonSet } from '#lib/testing/builders/a-daemon-set.ts';
import { aNode } from '#lib/testing/builders/a-node.ts';
import { aPod } from '#lib/testing/builders/a-pod.ts';
import { problemStep } from './problem-step.ts';
import { wantedLabels } from './wanted-labels.ts';

const daemonSet = aDaemonSet().build();
const node = aNode('n1').withLabel('pool', 'red').withLabel('size', '4').build();

function wanted(terms: readonly NodeSelectorTerm[], spec: Partial<PodSpec> = {}) {
  const required = { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [...terms] } };
  const affinity = terms.length === 0 ? {} : { affinity: { nodeAffinity: required } };
  const pod = aPod(daemonSet, 'p1')
    .withSpec({ ...affinity, ...spec })
    .build();
  return wantedLabels(pod, node);
}
const expression = (key: string, operator: string, ...values: string[]) => ({ key, operator, values });
const here = { matchFields: [expression('metadata.name', 'In', 'n1')] };

describe('the labels that would let a Pod onto a Node', () => {
  it('[PROBLEM-7] each failing requirement is put into the words of kubectl label', () => {
    expect(wanted([])).toEqual([]);
    expect(wanted([{ matchExpressions: [expression('pool', 'In', 'red')] }])).toEqual([]);
    const all = [
      expression('pool', 'In', 'blue', 'green'),
      expression('ssd', 'Exists'),
      expression('pool', 'NotIn', 'red'),
      expression('size', 'DoesNotExist'),
      expression('size', 'Gt', '4'),
      expression('size', 'Lt', '4'),
    ];
    expect(wanted([{ ...here, matchExpressions: all }])).toEqual(['pool=blue', 'ssd=', 'pool-', 'size-', 'size=5', 'size=3']);
    expect(wanted([], { nodeSelector: { pool: 'blue', size: '4' } })).toEqual(['pool=blue']);
  });

  it('[PROBLEM-7] of several terms the one that lacks least counts; a name or what is invalid no label can change', () => {
    const two = { matchExpressions: [expression('a', 'Exists'), expression('b', 'Exists')] };
    expect(wanted([two, { matchExpressions: [expression('c', 'Exists')] }])).toEqual(['c=']);
    expect(wanted([two, { matchFields: [expression('metadata.name', 'In', 'n2')] }])).toEqual(['a=', 'b=']);
    expect(wanted([{ matchFields: [expression('metadata.name', 'In', 'n2')] }])).toBeNull();
    expect(wanted([{ matchExpressions: [expression('a', 'Gt', 'x')] }])).toBeNull();
  });

  it('[PROBLEM-7] the step labels all Nodes at once, or describes the Pod when they are many or labels do not help', () => {
    const cause = { code: 'problem.nodeAffinity', params: {} };
    const target = { namespace: 'default', name: 'logger', nodes: ['n1', 'n2'], pods: ['p1'] };
    expect(problemStep(cause, { ...target, labels: ['a=', 'pool-'] })).toEqual({
      step: { code: 'step.labelNodes', params: { labels: 'a=, pool-' } },
      command: 'kubectl label --overwrite nodes n1 n2 a= pool-',
    });
    for (const other of [
      { ...target, labels: [] },
      { ...target, labels: ['a='], nodeCount: 21 },
    ])
      expect(problemStep(cause, other)).toMatchObject({ step: { code: 'step.describePod' } });
  });
});
