import { describe, expect, it } from 'vitest';
import type { Affinity, NodeSelectorRequirement, NodeSelectorTerm } from '#lib/kubernetes/pod.ts';
import { aDaemonSet } from '#lib/testing/builders/a-daemon-set.ts';
import { aNode } from '#lib/testing/builders/a-node.ts';
import { placementOf } from './placement.ts';

const ELIGIBLE = { shouldRun: true, shouldContinueRunning: true, reasons: [] };

function requiring(...nodeSelectorTerms: NodeSelectorTerm[]): { affinity: Affinity } {
  return { affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms } } } };
}

function matchesLabel(label: string | null, requirement: Partial<NodeSelectorRequirement>): boolean {
  const node = label === null ? aNode().build() : aNode().withLabel('k', label).build();
  const term = { matchExpressions: [{ key: 'k', operator: 'In', ...requirement }] };
  return placementOf(node, aDaemonSet().withTemplate(requiring(term)).build()).shouldRun;
}

describe('node name and selector', () => {
  it('[PLACE-1] another nodeName excludes the Node, its own does not', () => {
    const daemonSet = aDaemonSet().withTemplate({ nodeName: 'node-2' }).build();
    expect(placementOf(aNode('node-1').build(), daemonSet)).toEqual({
      shouldRun: false,
      shouldContinueRunning: false,
      reasons: [{ code: 'nodeName', wanted: 'node-2', found: 'node-1' }],
    });
    expect(placementOf(aNode('node-2').build(), daemonSet)).toEqual(ELIGIBLE);
  });

  it('[PLACE-2] each nodeSelector key that is absent or differs is one fact', () => {
    const daemonSet = aDaemonSet().withNodeSelector('type', 'compute').withNodeSelector('disk', '').build();
    expect(placementOf(aNode().withLabel('type', 'Compute').build(), daemonSet)).toEqual({
      shouldRun: false,
      shouldContinueRunning: false,
      reasons: [
        { code: 'nodeSelector', key: 'type', wanted: 'compute', found: 'Compute' },
        { code: 'nodeSelector', key: 'disk', wanted: '', found: null },
      ],
    });
    expect(placementOf(aNode().withLabel('type', 'compute').withLabel('disk', '').build(), daemonSet)).toEqual(ELIGIBLE);
  });

  it('[PLACE-2] keys like constructor and __proto__ are ordinary labels', () => {
    for (const key of ['constructor', 'toString', '__proto__']) {
      const daemonSet = aDaemonSet().withNodeSelector(key, 'x').build();
      expect(placementOf(aNode().build(), daemonSet).reasons).toEqual([{ code: 'nodeSelector', key, wanted: 'x', found: null }]);
      expect(placementOf(aNode().withLabel(key, 'x').build(), daemonSet)).toEqual(ELIGIBLE);
    }
  });
});

describe('required node affinity', () => {
  it('[PLACE-3] without required affinity every Node matches', () => {
    for (const affinity of [null, {}, { nodeAffinity: null }, { nodeAffinity: {} }]) {
      expect(placementOf(aNode().build(), aDaemonSet().withTemplate({ affinity }).build())).toEqual(ELIGIBLE);
    }
  });

  it('[PLACE-3] required affinity without a usable term matches no Node', () => {
    for (const terms of [[], [{}], [{ matchExpressions: null, matchFields: [] }]]) {
      const daemonSet = aDaemonSet()
        .withTemplate(requiring(...terms))
        .build();
      expect(placementOf(aNode().build(), daemonSet)).toEqual({
        shouldRun: false,
        shouldContinueRunning: false,
        reasons: [{ code: 'nodeAffinityEmpty' }],
      });
    }
  });

  it('[PLACE-4] one matching term is enough, and a term needs all its requirements', () => {
    const wants = (key: string): NodeSelectorRequirement => ({ key, operator: 'Exists' });
    const daemonSet = aDaemonSet()
      .withTemplate(requiring({ matchExpressions: [wants('a'), wants('b')] }, { matchExpressions: [wants('c')] }))
      .build();
    expect(placementOf(aNode().withLabel('c').build(), daemonSet)).toEqual(ELIGIBLE);
    expect(placementOf(aNode().withLabel('a').withLabel('b').build(), daemonSet)).toEqual(ELIGIBLE);
    expect(placementOf(aNode().withLabel('a').build(), daemonSet).reasons).toEqual([
      { code: 'nodeAffinity', term: 0, key: 'b', operator: 'Exists', values: [], found: null },
      { code: 'nodeAffinity', term: 1, key: 'c', operator: 'Exists', values: [], found: null },
    ]);
  });

  it('[PLACE-4] each operator holds exactly when it should', () => {
    const table: readonly [string, string[], Record<string, boolean>][] = [
      ['In', ['a', 'b'], { a: true, c: false, '': false, absent: false }],
      ['NotIn', ['a'], { a: false, c: true, '': true, absent: true }],
      ['Exists', [], { a: true, '': true, absent: false }],
      ['DoesNotExist', [], { a: false, '': false, absent: true }],
      ['Gt', ['4'], { '5': true, '4': false, a: false, absent: false }],
      ['Lt', ['4'], { '3': true, '4': false, a: false, absent: false }],
    ];
    for (const [operator, values, answers] of table) {
      for (const [label, expected] of Object.entries(answers)) {
        expect({ operator, label, is: matchesLabel(label === 'absent' ? null : label, { operator, values }) }).toEqual({
          operator,
          label,
          is: expected,
        });
      }
    }
  });

  it('[PLACE-5] an invalid requirement spoils its term only', () => {
    const invalid: Partial<NodeSelectorRequirement>[] = [
      { operator: 'In', values: [] },
      { operator: 'Exists', values: ['x'] },
      { operator: 'Gt', values: ['1', '2'] },
      { operator: 'Gt', values: ['-1'] },
      { operator: 'in', values: ['x'] },
      { operator: 'In', values: ['-x'] },
      { operator: 'NotIn', values: ['v'.repeat(64)] },
      { operator: 'DoesNotExist', key: 'a/b/c' },
      { operator: 'DoesNotExist', key: 'Prefix.io/name' },
      { operator: 'DoesNotExist', key: '' },
    ];
    for (const requirement of invalid) {
      const bad = { key: 'k', values: [], ...requirement } as NodeSelectorRequirement;
      const spoiled = { matchExpressions: [{ key: 'absent', operator: 'DoesNotExist' }, bad] };
      const node = aNode().withLabel('k', 'x').build();
      const { key, operator, values = [] } = bad;
      expect(placementOf(node, aDaemonSet().withTemplate(requiring(spoiled)).build()).reasons).toEqual([
        { code: 'nodeAffinityInvalid', term: 0, key, operator, values },
      ]);
      const alternative = { matchExpressions: [{ key: 'k', operator: 'Exists' }] };
      expect(placementOf(node, aDaemonSet().withTemplate(requiring(spoiled, alternative)).build())).toEqual(ELIGIBLE);
    }
  });

  it('[PLACE-6] numbers are compared as signed 64-bit integers', () => {
    const greater = (label: string, bound: string): boolean => matchesLabel(label, { operator: 'Gt', values: [bound] });
    expect(greater('9007199254740993', '9007199254740992')).toBe(true);
    expect(greater('9223372036854775807', '9223372036854775806')).toBe(true);
    expect(greater('9223372036854775808', '1')).toBe(false);
    expect(greater('0205', '204')).toBe(true);
    expect(greater('205', '0204')).toBe(true);
    for (const label of ['8.5', '0x10', '1_000', 'many']) {
      expect(greater(label, '1')).toBe(false);
    }
  });

  it('[PLACE-7] matchFields selects by name, and anything else spoils the term', () => {
    const field = (operator: string, values: string[], key = 'metadata.name'): boolean =>
      placementOf(
        aNode('n1').build(),
        aDaemonSet()
          .withTemplate(requiring({ matchFields: [{ key, operator, values }] }))
          .build(),
      ).shouldRun;
    expect(field('In', ['n1'])).toBe(true);
    expect(field('In', ['n2'])).toBe(false);
    expect(field('NotIn', ['n2'])).toBe(true);
    expect(field('NotIn', ['n1'])).toBe(false);
    expect(field('In', ['n1', 'n2'])).toBe(false);
    expect(field('Exists', [])).toBe(false);
    expect(field('In', [''], 'metadata.namespace')).toBe(true);
    expect(matchesLabel(null, { key: 'metadata.name', operator: 'Exists', values: [] })).toBe(false);
  });
});

describe('all facts', () => {
  it('[PLACE-11] every failing fact is reported, in the order of the controller', () => {
    const daemonSet = aDaemonSet()
      .withTemplate({ nodeName: 'other', ...requiring({}) })
      .withNodeSelector('a', '1')
      .build();
    const node = aNode().withTaint('x', 'NoSchedule').withTaint('soft', 'PreferNoSchedule').withTaint('y', 'NoExecute').build();
    expect(placementOf(node, daemonSet).reasons.map((reason) => reason.code)).toEqual([
      'nodeName',
      'nodeSelector',
      'nodeAffinityEmpty',
      'taint',
      'taint',
    ]);
  });
});
